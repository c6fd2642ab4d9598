using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Engine;
using Provisioner.EmbeddedEngine.State;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Tests.Engine;

public class InterruptionTests
{
    /// <summary>
    /// A kill between two writes leaves what the last write said. Whatever write that is: everything in it stands after what it needs,
    /// and every object that exists without being in it is announced as pending.
    /// </summary>
    [Fact]
    public async Task Checkpoints_EveryOneOfThem_IsWholeAndNamesWhatIsOpen()
    {
        var lab = new Lab();
        lab.Provider.ReplaceKeys.Add("path");
        var live = new List<ImmutableArray<string>>();
        lab.OnWrite = _ => live.Add([.. lab.Provider.Objects.Keys]);
        var seen = new HashSet<PendingOperationType>();

        foreach (var (path, size) in new[] { ("/1", 1), ("/2", 2), ("/2", 3) })
        {
            live.Clear();
            await lab.UpAsync(p => ProgramAsync(p, path, size));
            Check(lab, live, seen);
        }

        live.Clear();
        await lab.DestroyAsync();
        Check(lab, live, seen);
        Assert.Equal([PendingOperationType.Creating, PendingOperationType.Updating, PendingOperationType.Deleting], seen.Order());
    }

    [Fact]
    public async Task Killed_AtTheNthWrite_TheNextRunEndsWithTheSameObjects()
    {
        var writes = await CountWritesAsync();
        for (var n = 1; n <= writes; n++)
        {
            var kill = n;
            var lab = new Lab { OnWrite = number => Assert.True(number < kill, "disk is gone") };

            var killed = await lab.UpAsync(p => ProgramAsync(p, "/1", 1));
            var last = lab.Checkpoints.Count > 0 ? lab.Checkpoints[^1] : Deployment.Empty;
            var pending = last.PendingOperations;
            lab.OnWrite = _ => { };
            lab.State = last with { PendingOperations = [] };
            var outcome = await lab.UpAsync(p => ProgramAsync(p, "/1", 1));

            Assert.True(killed.Failed);
            Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));

            // What was created and not written is exactly what the state called pending.
            var strays = lab.Provider.Objects.Keys.Except(lab.State.Resources.Select(r => r.Id)).Count();
            Assert.True(strays <= pending.Count(p => p.Type == PendingOperationType.Creating), $"write {n}: {strays} strays");
        }
    }

    [Fact]
    public async Task Checkpoint_CannotBeWritten_EndsTheOperation()
    {
        var lab = new Lab { OnWrite = _ => throw new IOException("disk full") };

        var outcome = await lab.UpAsync(p => p.ThingAsync("a"));

        Assert.True(outcome.Failed);
        Assert.Contains(lab.Diagnostics, d => d.Contains("disk full", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ManyResources_AtOnce_RunWithinTheLimitAndAllArrive()
    {
        var lab = new Lab();
        var running = 0;
        var most = 0;
        var gate = new Lock();
        lab.Provider.OnCreate = async _ =>
        {
            lock (gate)
            {
                most = Math.Max(most, ++running);
            }

            await Task.Yield();
            lock (gate)
            {
                running--;
            }
        };

        var outcome = await lab.UpAsync(p => Task.WhenAll(Enumerable.Range(0, 300).Select(i => p.ThingAsync($"t{i}", ("n", i)))), r => r with { Parallel = 4 });

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.InRange(most, 1, 4);
        Assert.Equal(302, lab.State.Resources.Length);
        Assert.Equal(300, lab.Provider.Objects.Count);
        Assert.Equal(lab.State.Resources.Length, lab.State.Resources.Select(r => r.Urn).Distinct().Count());
    }

    [Fact]
    public async Task Preview_NewAndChanged_CallsNothingAndWritesNothing()
    {
        var lab = new Lab();
        lab.Provider.ReplaceKeys.Add("path");
        await lab.UpAsync(p => ProgramAsync(p, "/1", 1));
        lab.Provider.Calls.Clear();
        RegisteredResource? created = null;

        var outcome = await lab.PreviewAsync(async p =>
        {
            await ProgramAsync(p, "/2", 2);
            created = await p.ThingAsync("new", ("size", 1));
        });

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Equal(1, outcome.ChangeSummary["replace"]);
        Assert.Equal(1, outcome.ChangeSummary["create"]);
        Assert.Equal("", created!.Id);
        Assert.Equal(PropertyValue.Unknown, created.Outputs["id"]);
        Assert.DoesNotContain(lab.Provider.Calls, c => c.StartsWith("create", StringComparison.Ordinal) || c.StartsWith("delete", StringComparison.Ordinal) || c.StartsWith("update", StringComparison.Ordinal));
        Assert.Empty(lab.Checkpoints);
    }

    [Fact]
    public async Task Preview_ProviderWithUnknownArguments_ShowsUnknowns()
    {
        var lab = new Lab();
        RegisteredResource? created = null;

        var outcome = await lab.PreviewAsync(async p =>
        {
            var provider = await p.ProviderAsync("p", ("host", PropertyValue.Unknown));
            created = await p.ThingAsync("a", g => g with { Provider = provider }, ("size", 1));
        });

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Equal(3, outcome.ChangeSummary["create"]);
        Assert.Null(lab.Provider.Configuration);
        Assert.Equal("", created!.Id);
    }

    private static async Task<int> CountWritesAsync()
    {
        var lab = new Lab();
        await lab.UpAsync(p => ProgramAsync(p, "/1", 1));
        return lab.Checkpoints.Count;
    }

    private static async Task ProgramAsync(ScriptedProgram p, string path, double size)
    {
        var a = await p.ThingAsync("a", ("path", path));
        await p.ThingAsync("b", g => g with { Dependencies = [a.Urn] }, ("size", size));
    }

    private static void Check(Lab lab, List<ImmutableArray<string>> live, HashSet<PendingOperationType> seen)
    {
        for (var i = 0; i < lab.Checkpoints.Count; i++)
        {
            var checkpoint = lab.Checkpoints[i];
            var known = new HashSet<string>();
            foreach (var state in checkpoint.Resources)
            {
                Assert.All(ResourceDependency.UrnsOf(state), urn => Assert.Contains(urn, known));
                known.Add(state.Urn);
            }

            seen.UnionWith(checkpoint.PendingOperations.Select(p => p.Type));
            var listed = checkpoint.Resources.Select(r => r.Id).ToHashSet();
            var announced = checkpoint.PendingOperations.Count(p => p.Type == PendingOperationType.Creating);
            Assert.True(live[i].Except(listed).Count() <= announced, $"write {i + 1} does not know of an object");
            var next = i + 1 < live.Count ? live[i + 1] : live[i];
            Assert.True(next.Except(listed).Count() <= announced, $"write {i + 1} did not announce a creation");
        }
    }
}

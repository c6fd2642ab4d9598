using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Engine;
using Provisioner.EmbeddedEngine.Events;
using Provisioner.EmbeddedEngine.Providers;

namespace Provisioner.EmbeddedEngine.Tests.Engine;

public class ReplaceTests
{
    [Fact]
    public async Task Replace_ByDefault_CreatesFirstAndDeletesAtTheEnd()
    {
        var lab = Create();
        await lab.UpAsync(p => Program(p, "/1"));

        var outcome = await lab.UpAsync(p => Program(p, "/2"));

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Equal(["create-replacement a", "replace a", "update user", "delete-replaced a"], lab.Finished);
        Assert.Equal(new Dictionary<string, int> { ["replace"] = 1, ["same"] = 1, ["update"] = 1 }, outcome.ChangeSummary);
        Assert.Contains(lab.Checkpoints, c => c.Resources.Count(r => r.Urn == Lab.Urn("a")) == 2 && c.Resources.Single(r => r.Urn == Lab.Urn("a") && r.Delete).Id == "1");
        Assert.Equal("3", lab.Resource("a").Id);
        AssertOrdered(lab);
    }

    [Fact]
    public async Task Replace_DeleteFirst_TakesDependantsThatAreReplacedDownBefore()
    {
        var lab = Create();
        lab.Provider.ReplaceKeys.Add("of");
        await lab.UpAsync(p => Program(p, "/1", "of"));

        var outcome = await lab.UpAsync(p => Program(p, "/2", "of", deleteFirst: true));

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Equal(["delete-replaced user", "delete-replaced a", "replace a", "create-replacement a", "replace user", "create-replacement user"], lab.Finished);
        Assert.Equal(2, outcome.ChangeSummary["replace"]);
        var create = lab.Events.OfType<ResourcePreEvent>().Last(e => e.Metadata.Op == "create-replacement").Metadata;
        Assert.Equal(["of"], create.Keys);
        Assert.Null(create.DetailedDiff);
        Assert.DoesNotContain(lab.State.Resources, r => r.PendingReplacement || r.Delete);
        AssertOrdered(lab);
    }

    [Fact]
    public async Task Replace_DeleteFirstAndCreationFails_SaysThatTheReplacementIsMissingAndGoesOn()
    {
        var lab = Create();
        await lab.UpAsync(p => p.ThingAsync("a", ("path", "/1")));
        lab.Provider.OnCreate = _ => throw new ProviderException("cannot create thing: no");

        var failed = await lab.UpAsync(p => p.ThingAsync("a", g => g with { DeleteBeforeReplace = true }, ("path", "/2")));
        lab.Provider.OnCreate = _ => Task.CompletedTask;
        var pending = lab.Resource("a").PendingReplacement;
        var outcome = await lab.UpAsync(p => p.ThingAsync("a", g => g with { DeleteBeforeReplace = true }, ("path", "/2")));

        Assert.True(failed.Failed);
        Assert.True(pending);
        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Equal(["replace a", "create-replacement a"], lab.Finished);
        Assert.False(lab.Resource("a").PendingReplacement);
    }

    [Fact]
    public async Task Replace_PendingReplacementLeftOut_DropsTheNote()
    {
        var lab = Create();
        await lab.UpAsync(p => p.ThingAsync("a", ("path", "/1")));
        lab.State = lab.State with { Resources = [.. lab.State.Resources.Select(r => r.Urn == Lab.Urn("a") ? r with { PendingReplacement = true } : r)] };

        var outcome = await lab.UpAsync(_ => Task.CompletedTask);

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.False(lab.Has("a"));
        Assert.DoesNotContain("delete a", lab.Provider.Calls);
    }

    [Fact]
    public async Task ReplaceFlag_UnchangedResource_ReplacesIt()
    {
        var lab = Create();
        await lab.UpAsync(p => p.ThingAsync("a", ("path", "/1")));

        var outcome = await lab.UpAsync(p => p.ThingAsync("a", ("path", "/1")), r => r with { Replaces = [Lab.Urn("a")] });

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Equal(["create-replacement a", "replace a", "delete-replaced a"], lab.Finished);
        Assert.Equal(["id"], lab.Events.OfType<ResourcePreEvent>().First(e => e.Metadata.Op == "replace").Metadata.Keys);
        Assert.All(lab.Events.OfType<ResourcePreEvent>(), e => Assert.Null(e.Metadata.DetailedDiff));
    }

    [Fact]
    public async Task ReplaceFlag_UnknownUrn_IsRefused()
    {
        var lab = Create();

        var outcome = await lab.UpAsync(p => p.ThingAsync("a"), r => r with { Replaces = [Lab.Urn("nobody")] });

        Assert.True(outcome.Failed);
        Assert.Contains($"error: Target '{Lab.Urn("nobody")}' could not be found in the stack. Did you forget to escape $ in your shell?", lab.Diagnostics);
        Assert.Empty(lab.Provider.Objects);
    }

    [Fact]
    public async Task Replace_DeletionOfTheOldFails_IsTriedAgainNextTime()
    {
        var lab = Create();
        await lab.UpAsync(p => p.ThingAsync("a", ("path", "/1")));
        lab.Provider.OnDelete = _ => throw new ProviderException("cannot delete thing: busy");

        var failed = await lab.UpAsync(p => p.ThingAsync("a", ("path", "/2")));
        lab.Provider.OnDelete = _ => Task.CompletedTask;
        var outcome = await lab.UpAsync(p => p.ThingAsync("a", ("path", "/2")));

        Assert.True(failed.Failed);
        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Equal(["delete-replaced a"], lab.Finished);
        Assert.Equal(["2"], lab.Provider.Objects.Keys);
    }

    [Fact]
    public async Task ProviderChange_ThatForcesReplacement_ReplacesItsResources()
    {
        var lab = Create();
        async Task Program(ScriptedProgram p, string account)
        {
            var provider = await p.ProviderAsync("p", ("account", account));
            await p.ThingAsync("a", g => g with { Provider = provider });
        }

        await lab.UpAsync(p => Program(p, "one"));
        var outcome = await lab.UpAsync(p => Program(p, "two"));

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Equal(2, outcome.ChangeSummary["replace"]);
        Assert.Contains(lab.Events.OfType<ResourcePreEvent>(), e => e.Metadata is { Op: "replace" } m && m.Urn == Lab.Urn("a") && m.Keys.SequenceEqual(["provider"]));
        AssertOrdered(lab);
    }

    private static Lab Create()
    {
        var lab = new Lab();
        lab.Provider.ReplaceKeys.Add("path");
        return lab;
    }

    private static async Task Program(ScriptedProgram p, string path, string by = "note", bool deleteFirst = false)
    {
        var a = await p.ThingAsync("a", g => g with { DeleteBeforeReplace = deleteFirst ? true : null }, ("path", path));
        await p.ThingAsync(
            "user",
            g => g with { Dependencies = [a.Urn], PropertyDependencies = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add(by, [a.Urn]) },
            (by, a.Id));
    }

    private static void AssertOrdered(Lab lab)
    {
        var known = new HashSet<string>();
        foreach (var state in lab.State.Resources)
        {
            Assert.All(ResourceDependency.UrnsOf(state), urn => Assert.Contains(urn, known));
            known.Add(state.Urn);
        }
    }

    [Fact]
    public async Task Up_Tainted_IsReplacedAndNoLongerTainted()
    {
        var lab = new Lab();
        await lab.UpAsync(p => p.ThingAsync("a", ("size", 1)));
        lab.State = lab.State with { Resources = [.. lab.State.Resources.Select(state => state.Urn == Lab.Urn("a") ? state with { Taint = true } : state)] };

        var outcome = await lab.UpAsync(p => p.ThingAsync("a", ("size", 1)));

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Equal(["create-replacement a", "replace a", "delete-replaced a"], lab.Finished);
        Assert.False(lab.Resource("a").Taint);
    }

    [Fact]
    public async Task Preview_ReplacementThatTakesAProtectedOneAlong_EndsAtOnce()
    {
        var lab = new Lab();
        lab.Provider.ReplaceKeys.Add("path");
        async Task ProgramAsync(ScriptedProgram p, int path)
        {
            var a = await p.ThingAsync("a", goal => goal with { DeleteBeforeReplace = true }, ("path", path));
            await p.ThingAsync(
                "b", goal => goal with { Protect = true, Dependencies = [a.Urn], PropertyDependencies = goal.PropertyDependencies.SetItem("path", [a.Urn]) }, ("path", path));
        }

        await lab.UpAsync(p => ProgramAsync(p, 1));
        var outcome = await lab.PreviewAsync(p => ProgramAsync(p, 2));

        Assert.True(outcome.Failed);
        Assert.Contains(lab.Diagnostics, text => text.StartsWith($"error: unable to replace resource \"{Lab.Urn("b")}\" as part of replacing \"{Lab.Urn("a")}\"", StringComparison.Ordinal));
        Assert.Empty(lab.Started);
    }
}

using Provisioner.EmbeddedEngine.Events;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Tests.Engine;

public class RefreshTests
{
    [Fact]
    public async Task Refresh_ChangedBehindOurBack_TakesOverInputsAndOutputs()
    {
        var lab = await CreateAsync();
        lab.Provider.Objects["1"] = PropertyMap.Empty.Set("size", 7);
        lab.Time.Advance(TimeSpan.FromMinutes(1));

        var outcome = await lab.RefreshAsync();

        Assert.Equal(new Dictionary<string, int> { ["same"] = 2, ["update"] = 1 }, outcome.ChangeSummary);
        Assert.Equal(new NumberValue(7), lab.Resource("a").Inputs["size"]);
        Assert.Equal(new NumberValue(7), lab.Resource("a").Outputs["size"]);
        Assert.Equal(lab.Time.GetUtcNow(), lab.Resource("a").Modified);
        Assert.NotEqual(lab.Time.GetUtcNow(), lab.Resource("b").Modified);
        var change = lab.Events.OfType<ResourceOutputsEvent>().Single(e => e.Metadata.Op == "update").Metadata;
        Assert.Equal(["size"], change.Diffs);
        Assert.Equal(PropertyDiffKind.Update, change.DetailedDiff!["size"].Kind);
        Assert.False(change.Logical);
    }

    [Fact]
    public async Task Refresh_Gone_DropsItAndTheDependenciesOnIt()
    {
        var lab = await CreateAsync();
        lab.Provider.Objects.TryRemove("1", out _);

        var outcome = await lab.RefreshAsync();

        Assert.Equal(new Dictionary<string, int> { ["delete"] = 1, ["same"] = 2 }, outcome.ChangeSummary);
        Assert.False(lab.Has("a"));
        Assert.Empty(lab.Resource("b").Dependencies);
        Assert.Null(lab.Events.OfType<ResourceOutputsEvent>().Single(e => e.Metadata.Op == "delete").Metadata.New);
    }

    [Fact]
    public async Task Refresh_PreviewOnly_WritesNothing()
    {
        var lab = await CreateAsync();
        lab.Provider.Objects.TryRemove("1", out _);

        var outcome = await lab.RefreshAsync(r => r with { DryRun = true });

        Assert.Equal(1, outcome.ChangeSummary["delete"]);
        Assert.True(lab.Has("a"));
        Assert.Empty(lab.Checkpoints);
        Assert.All(lab.Events.OfType<ResourcePreEvent>(), e => Assert.True(e.Planning));
    }

    [Fact]
    public async Task Refresh_OneTarget_ReadsThatOnly()
    {
        var lab = await CreateAsync();
        lab.Provider.Calls.Clear();

        var outcome = await lab.RefreshAsync(r => r with { Targets = [Lab.Urn("b")] });

        Assert.Equal(["read b"], lab.Provider.Calls.Where(c => c.StartsWith("read", StringComparison.Ordinal)));
        Assert.Equal(new Dictionary<string, int> { ["same"] = 1 }, outcome.ChangeSummary);
    }

    [Fact]
    public async Task Refresh_AReadFails_ReadsTheOthersAndFails()
    {
        var lab = await CreateAsync();
        lab.Provider.Objects["2"] = PropertyMap.Empty.Set("size", 8);
        lab.Provider.OnRead = r => r.Name == "a" ? throw new ProviderException("cannot read thing: no") : Task.CompletedTask;

        var outcome = await lab.RefreshAsync();

        Assert.True(outcome.Failed);
        Assert.Equal(new NumberValue(8), lab.Resource("b").Outputs["size"]);
        Assert.Equal(new NumberValue(1), lab.Resource("a").Outputs["size"]);
        Assert.Contains("error: update failed", lab.Diagnostics);
    }

    [Fact]
    public async Task Up_WithRefresh_MakesWhatIsGoneAgain()
    {
        var lab = await CreateAsync();
        lab.Provider.Objects.TryRemove("2", out _);

        var outcome = await lab.UpAsync(ProgramAsync, r => r with { Refresh = true });

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Equal(new Dictionary<string, int> { ["create"] = 1, ["same"] = 2 }, outcome.ChangeSummary);
        Assert.Equal("create b", lab.Finished.Last());
        Assert.Equal(["create b", "refresh a", "refresh b", "refresh lab-dev"], lab.Finished.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Destroy_WithRefresh_SkipsWhatIsGone()
    {
        var lab = await CreateAsync();
        lab.Provider.Objects.TryRemove("1", out _);

        var outcome = await lab.DestroyAsync(r => r with { Refresh = true });

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Equal(2, outcome.ChangeSummary["delete"]);
        Assert.Empty(lab.State.Resources);
    }

    [Fact]
    public async Task Refresh_Secrets_StaySecret()
    {
        var lab = new Lab();
        await lab.UpAsync(p => p.ThingAsync("a", ("token", new SecretValue("t"))));

        await lab.RefreshAsync();

        Assert.Equal(new SecretValue("t"), lab.Resource("a").Inputs["token"]);
        Assert.Equal(new SecretValue("t"), lab.Resource("a").Outputs["token"]);
    }

    [Fact]
    public async Task Refresh_External_ComparesOutputs()
    {
        var lab = new Lab();
        lab.Provider.Objects["77"] = PropertyMap.Empty.Set("size", 1);
        await lab.UpAsync(p => p.ReadAsync("r", "77"));
        lab.Provider.Objects["77"] = PropertyMap.Empty.Set("size", 2);

        var outcome = await lab.RefreshAsync();

        Assert.Equal(1, outcome.ChangeSummary["update"]);
        Assert.Equal(new NumberValue(2), lab.Resource("r").Outputs["size"]);
    }

    private static async Task<Lab> CreateAsync()
    {
        var lab = new Lab();
        await lab.UpAsync(ProgramAsync);
        return lab;
    }

    private static async Task ProgramAsync(ScriptedProgram p)
    {
        var a = await p.ThingAsync("a", ("size", 1));
        await p.ThingAsync("b", g => g with { Dependencies = [a.Urn] }, ("size", 1));
    }
}

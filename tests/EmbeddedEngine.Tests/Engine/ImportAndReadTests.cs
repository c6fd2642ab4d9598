using Provisioner.EmbeddedEngine.Events;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Tests.Engine;

public class ImportAndReadTests
{
    [Fact]
    public async Task Import_Differing_ImportsThenUpdates()
    {
        var lab = Create();

        var outcome = await lab.UpAsync(p => p.ThingAsync("a", g => g with { ImportId = "77" }, ("size", 2)));

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Equal(["create lab-dev", "create default", "import a", "update a"], lab.Started.Prepend("create default").OrderBy(Order));
        Assert.Equal(1, outcome.ChangeSummary["import"]);
        Assert.Equal(1, outcome.ChangeSummary["update"]);
        Assert.Equal("77", lab.Resource("a").Id);
        Assert.Equal("77", lab.Resource("a").ImportId);
        Assert.Equal(new NumberValue(2), lab.Resource("a").Inputs["size"]);
    }

    [Fact]
    public async Task Import_Alike_OnlyImports()
    {
        var lab = Create();

        var outcome = await lab.UpAsync(p => p.ThingAsync("a", g => g with { ImportId = "77", IgnoreChanges = ["*"] }, ("size", 9)));

        Assert.Equal(1, outcome.ChangeSummary["import"]);
        Assert.False(outcome.ChangeSummary.ContainsKey("update"));
        Assert.Equal(new NumberValue(1), lab.Resource("a").Inputs["size"]);
        Assert.DoesNotContain("update a", lab.Provider.Calls);
        Assert.Contains(lab.Events.OfType<ResourceOutputsEvent>(), e => e.Metadata is { Op: "import", Old: not null, New.Id: "77" });
    }

    [Fact]
    public async Task Import_Again_IsSame()
    {
        var lab = Create();
        await lab.UpAsync(p => p.ThingAsync("a", g => g with { ImportId = "77" }, ("size", 2)));

        await lab.UpAsync(p => p.ThingAsync("a", g => g with { ImportId = "77" }, ("size", 2)));
        var started = lab.Started.ToList();
        await lab.UpAsync(p => p.ThingAsync("a", ("size", 2)));

        Assert.Empty(started);
        Assert.Empty(lab.Started);
        Assert.Equal("", lab.Resource("a").ImportId);
    }

    [Fact]
    public async Task Import_Nothing_Fails()
    {
        var lab = Create();

        var outcome = await lab.UpAsync(p => p.ThingAsync("a", g => g with { ImportId = "404" }));

        Assert.True(outcome.Failed);
        Assert.Contains("error: resource '404' does not exist", lab.Diagnostics);
        Assert.Contains("error: update failed", lab.Diagnostics);
        Assert.False(lab.Has("a"));
    }

    [Fact]
    public async Task Import_AnotherId_ReplacesTheManagedOne()
    {
        var lab = Create();
        await lab.UpAsync(p => p.ThingAsync("a", ("size", 1)));

        var outcome = await lab.UpAsync(p => p.ThingAsync("a", g => g with { ImportId = "77" }, ("size", 1)));

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Equal(["import-replacement a", "replace a", "delete-replaced a"], lab.Finished);
        Assert.Equal(["77"], lab.Provider.Objects.Keys);
    }

    [Fact]
    public async Task Import_Preview_ReadsAndChangesNothing()
    {
        var lab = Create();

        var outcome = await lab.PreviewAsync(p => p.ThingAsync("a", g => g with { ImportId = "77" }, ("size", 2)));

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Equal(1, outcome.ChangeSummary["update"]);
        Assert.Equal(new NumberValue(1), lab.Provider.Objects["77"]["size"]);
        Assert.Empty(lab.Checkpoints);
    }

    [Fact]
    public async Task Read_ThenGone_StaysExternalAndFails()
    {
        var lab = Create();
        var first = await lab.UpAsync(p => p.ReadAsync("r", "77"));
        var state = lab.Resource("r");

        lab.Provider.Objects.TryRemove("77", out _);
        var outcome = await lab.UpAsync(p => p.ReadAsync("r", "77"));

        Assert.False(first.Failed, string.Join('\n', lab.Diagnostics));
        Assert.True(state.External);
        Assert.Equal(new NumberValue(1), state.Outputs["size"]);
        Assert.False(first.ChangeSummary.ContainsKey("read"));
        Assert.True(outcome.Failed);
        Assert.Contains("error: resource '77' does not exist", lab.Diagnostics);
        Assert.True(lab.Has("r"));
    }

    [Fact]
    public async Task Read_LeftOut_IsDiscardedAndStaysLive()
    {
        var lab = Create();
        await lab.UpAsync(p => p.ReadAsync("r", "77"));

        var outcome = await lab.DestroyAsync();

        Assert.Equal(1, outcome.ChangeSummary["discard"]);
        Assert.True(lab.Provider.Objects.ContainsKey("77"));
        Assert.Empty(lab.State.Resources);
    }

    [Fact]
    public async Task Read_OfAManagedOne_LetsGoOfIt_AndManagingItAgainReplaces()
    {
        var lab = Create();
        await lab.UpAsync(p => p.ThingAsync("a", ("size", 1)));
        await lab.UpAsync(p => p.ReadAsync("a", "1"));
        var read = lab.Resource("a");

        var outcome = await lab.UpAsync(p => p.ThingAsync("a", ("size", 1)));

        Assert.True(read.External);
        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Equal(["create-replacement a", "replace a", "discard-replaced a"], lab.Finished);
        Assert.Equal(3, lab.Provider.Objects.Count);
    }

    [Fact]
    public async Task Read_AnotherThanTheManaged_DeletesTheManaged()
    {
        var lab = Create();
        await lab.UpAsync(p => p.ThingAsync("a", ("size", 1)));

        await lab.UpAsync(p => p.ReadAsync("a", "77"));

        Assert.Equal(["read-replacement a", "replace a", "delete-replaced a"], lab.Finished);
        Assert.Equal(["77"], lab.Provider.Objects.Keys);
        Assert.True(lab.Resource("a").External);
    }

    private static Lab Create()
    {
        var lab = new Lab();
        lab.Provider.Objects["77"] = PropertyMap.Empty.Set("size", 1);
        return lab;
    }

    private static int Order(string started) => Array.IndexOf(["create lab-dev", "create default", "import a", "update a"], started);
}

namespace Provisioner.EmbeddedEngine.Tests.Engine;

public class LifecycleTests
{
    [Fact]
    public async Task Up_NewResources_CreatesThemAndSaysSo()
    {
        var lab = new Lab();

        var outcome = await lab.UpAsync(async p =>
        {
            await p.ThingAsync("a", ("size", 1));
            p.Outputs = p.Outputs.Set("done", true);
        });

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Equal(new Dictionary<string, int> { ["create"] = 2 }, outcome.ChangeSummary);
        Assert.Equal(["create lab-dev", "create a"], lab.Started.Where(s => !s.Contains("default", StringComparison.Ordinal)));
        Assert.Equal("1", lab.Resource("a").Id);
        Assert.Equal(["lab-dev", "default", "a"], lab.State.Resources.Select(r => r.Urn.Split("::")[^1]));
        Assert.True(lab.Resource("lab-dev").Outputs.ContainsKey("done"));
    }

    [Fact]
    public async Task Up_NothingChanged_KeepsEverythingAndWritesOnce()
    {
        var lab = new Lab();
        await lab.UpAsync(p => p.ThingAsync("a", ("size", 1)));

        var outcome = await lab.UpAsync(p => p.ThingAsync("a", ("size", 1)));

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Equal(new Dictionary<string, int> { ["same"] = 2 }, outcome.ChangeSummary);
        Assert.Empty(lab.Started);
        Assert.Single(lab.Checkpoints);
    }

    [Fact]
    public async Task Up_ChangedAndRemovedResources_UpdatesAndDeletesThem()
    {
        var lab = new Lab();
        await lab.UpAsync(async p =>
        {
            var a = await p.ThingAsync("a", ("size", 1));
            await p.ThingAsync("b", g => g with { Dependencies = [a.Urn] });
            await p.ThingAsync("c", g => g with { Dependencies = [Lab.Urn("b")] });
        });

        var outcome = await lab.UpAsync(p => p.ThingAsync("a", ("size", 2)));

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Equal(["update a", "delete c", "delete b"], lab.Finished);
        Assert.Equal(2d, ((EmbeddedEngine.Values.NumberValue)lab.Resource("a").Outputs["size"]).Value);
    }

    [Fact]
    public async Task Up_ManyNoLongerDeclared_ShareWrites()
    {
        var lab = new Lab();
        await lab.UpAsync(async p =>
        {
            for (var i = 0; i < 48; i++)
            {
                await p.ThingAsync($"t{i}", g => g with { RetainOnDelete = true });
            }
        });

        var outcome = await lab.UpAsync(_ => Task.CompletedTask);

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Equal(48, outcome.ChangeSummary["delete"]);

        // A beginning and an end for each of them would be 96.
        Assert.InRange(lab.Checkpoints.Count, 2, 48);
    }

    [Fact]
    public async Task Destroy_Everything_DependantsFirst()
    {
        var lab = new Lab();
        await lab.UpAsync(async p =>
        {
            var a = await p.ThingAsync("a");
            await p.ThingAsync("b", g => g with { Dependencies = [a.Urn] });
        });

        var outcome = await lab.DestroyAsync();

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Equal(["delete b", "delete a", "delete lab-dev"], lab.Finished);
        Assert.Empty(lab.State.Resources);
        Assert.Empty(lab.Provider.Objects);
    }
}

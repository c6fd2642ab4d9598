namespace Provisioner.EmbeddedEngine.Tests.Engine;

public class TargetTests
{
    [Fact]
    public async Task Up_OneTarget_LeavesTheOthersAndCreatesNothingElse()
    {
        var lab = await CreateAsync();

        var outcome = await lab.UpAsync(p => ProgramAsync(p, 2, more: true), r => r with { Targets = [Lab.Urn("a")] });

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Equal(["update a"], lab.Finished);
        Assert.Equal(new Dictionary<string, int> { ["same"] = 4, ["update"] = 1 }, outcome.ChangeSummary);
        Assert.False(lab.Has("c"));
    }

    [Fact]
    public async Task Up_TargetThatNeedsAnUntargetedCreation_IsRefused()
    {
        var lab = await CreateAsync();

        var outcome = await lab.UpAsync(
            async p =>
            {
                var c = await p.ThingAsync("c");
                await p.ThingAsync("a", g => g with { Dependencies = [c.Urn] }, ("size", 5));
            },
            r => r with { Targets = [Lab.Urn("a")] });

        Assert.True(outcome.Failed);
        Assert.Contains($"error: Resource '{Lab.Urn("a")}' depends on '{Lab.Urn("c")}' which was was not specified in --target list.", lab.Diagnostics);
        Assert.DoesNotContain("update a", lab.Provider.Calls);
    }

    [Fact]
    public async Task Up_SkippedCreation_AnswersUnknown()
    {
        var lab = await CreateAsync();
        var unknown = false;

        await lab.UpAsync(
            async p =>
            {
                await ProgramAsync(p, 1);
                unknown = (await p.ThingAsync("c")).IsUnknown;
            },
            r => r with { Targets = [Lab.Urn("a")] });

        Assert.True(unknown);
    }

    [Fact]
    public async Task Up_UntargetedOnWhatTheProgramDropped_KeepsBothInOrder()
    {
        var lab = await CreateAsync();

        var outcome = await lab.UpAsync(
            async p =>
            {
                await p.ThingAsync("needs-a", ("size", 1));
                await p.ThingAsync("b", ("size", 3));
            },
            r => r with { Targets = [Lab.Urn("b")] });

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        var order = lab.State.Resources.Select(r => r.Urn.Split("::")[^1]).ToList();
        Assert.True(order.IndexOf("a") < order.IndexOf("needs-a"));
        Assert.Equal(["update b"], lab.Finished);
    }

    [Fact]
    public async Task Destroy_TargetThatOthersNeed_IsRefused()
    {
        var lab = await CreateAsync();

        var outcome = await lab.DestroyAsync(r => r with { Targets = [Lab.Urn("a")] });

        Assert.True(outcome.Failed);
        Assert.Contains(
            $"error: Resource '{Lab.Urn("needs-a")}' will be destroyed but was not specified in --target list.\nEither include resource in --target list or pass --target-dependents to proceed.",
            lab.Diagnostics);
        Assert.Empty(lab.Started);
        Assert.Equal(3, lab.Provider.Objects.Count);
    }

    [Fact]
    public async Task Destroy_WithDependents_TakesThemAlong()
    {
        var lab = await CreateAsync();

        var outcome = await lab.DestroyAsync(r => r with { Targets = [Lab.Urn("a")], TargetDependents = true });

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Equal(["delete needs-a", "delete a"], lab.Finished);
        Assert.Equal(["lab-dev", "default", "b"], lab.State.Resources.Select(r => r.Urn.Split("::")[^1]));
    }

    [Fact]
    public async Task Destroy_UnknownTarget_IsRefusedWithoutAnEvent()
    {
        var lab = await CreateAsync();

        var outcome = await lab.DestroyAsync(r => r with { Targets = [Lab.Urn("zz")] });

        Assert.True(outcome.Failed);
        Assert.Equal($"no resource named '{Lab.Urn("zz")}' found", outcome.Error);
        Assert.IsType<EmbeddedEngine.Events.CancelEvent>(Assert.Single(lab.Events));
    }

    [Fact]
    public async Task Destroy_TargetThatTheRefreshDrops_DoesTheRestAndFails()
    {
        var lab = await CreateAsync();
        lab.Provider.Objects.TryRemove("3", out _);

        var outcome = await lab.DestroyAsync(r => r with { Refresh = true, Targets = [Lab.Urn("b"), Lab.Urn("needs-a")] });

        Assert.True(outcome.Failed);
        Assert.Contains($"error: Target '{Lab.Urn("b")}' could not be found in the stack. Did you forget to escape $ in your shell?", lab.Diagnostics);
        Assert.DoesNotContain("error: update failed", lab.Diagnostics);
        Assert.Equal(["lab-dev", "default", "a"], lab.State.Resources.Select(r => r.Urn.Split("::")[^1]));
    }

    [Fact]
    public async Task Up_Exclude_LeavesTheExcluded()
    {
        var lab = await CreateAsync();

        var outcome = await lab.UpAsync(p => ProgramAsync(p, 2), r => r with { Excludes = [Lab.Urn("a")] });

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Equal(["update b"], lab.Finished);
    }

    [Fact]
    public async Task Destroy_ExcludePattern_KeepsWhatItStandsOn()
    {
        var lab = await CreateAsync();

        var outcome = await lab.DestroyAsync(r => r with { Excludes = ["**::needs-*"] });

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Equal(["delete b"], lab.Finished);
    }

    private static async Task<Lab> CreateAsync()
    {
        var lab = new Lab();
        await lab.UpAsync(p => ProgramAsync(p, 1));
        return lab;
    }

    private static async Task ProgramAsync(ScriptedProgram p, double size, bool more = false)
    {
        var a = await p.ThingAsync("a", ("size", size));
        await p.ThingAsync("needs-a", g => g with { Dependencies = [a.Urn] }, ("size", 1));
        await p.ThingAsync("b", ("size", size));
        if (more)
        {
            await p.ThingAsync("c");
        }
    }

    [Fact]
    public async Task Up_UntargetedWhoseProviderTheProgramDropped_IsRefused()
    {
        var lab = new Lab();
        async Task ProgramAsync(ScriptedProgram p, string name)
        {
            var provider = await p.ProviderAsync(name);
            await p.ThingAsync("a", goal => goal with { Provider = provider }, ("size", 1));
            await p.ThingAsync("b", goal => goal with { Provider = provider }, ("size", 1));
        }

        await lab.UpAsync(p => ProgramAsync(p, "p"));
        var outcome = await lab.UpAsync(p => ProgramAsync(p, "q"), r => r with { Targets = [Lab.Urn("b")] });

        Assert.True(outcome.Failed);
        Assert.Contains(lab.Diagnostics, text => text.Contains($"for resource {Lab.Urn("a")} has not been registered yet, this is due to a change of providers mixed with --target", StringComparison.Ordinal));
    }
}

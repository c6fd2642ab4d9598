using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Tests.Engine;

/// <summary>Refresh and destroy that run the program.</summary>
public class ProgramGuideTests
{
    [Fact]
    public async Task Refresh_WithProgram_ReadsWhatIsThereAndMakesNothing()
    {
        var lab = await CreateAsync();
        lab.Provider.Objects["1"] = PropertyMap.Empty.Set("size", 7);

        var outcome = await lab.RefreshAsync(r => r with { Program = new ScriptedHost(p => DeclareAsync(p, isNewThere: true)) });

        Assert.False(outcome.Failed);
        Assert.Equal(new NumberValue(7), lab.Resource("a").Inputs["size"]);
        Assert.False(lab.Has("new"));
        Assert.True(lab.Has("b"));
        Assert.Equal(["refresh a", "refresh b"], lab.Started.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Refresh_WithProgram_DropsWhatIsGone()
    {
        var lab = await CreateAsync();
        lab.Provider.Objects.TryRemove("1", out _);

        var outcome = await lab.RefreshAsync(r => r with { Program = new ScriptedHost(p => DeclareAsync(p, isNewThere: false)) });

        Assert.False(outcome.Failed);
        Assert.False(lab.Has("a"));
        Assert.Equal(1, outcome.ChangeSummary["delete"]);
        Assert.Empty(lab.Resource("b").Dependencies);
    }

    [Fact]
    public async Task Refresh_WithProgram_TakesProvidersFromTheProgram()
    {
        var lab = await CreateAsync();

        await lab.RefreshAsync(r => r with { Program = new ScriptedHost(p => DeclareAsync(p, isNewThere: false, token: "today")) });

        Assert.Equal(new StringValue("today"), lab.Provider.Configuration!["token"]);
    }

    [Fact]
    public async Task Destroy_WithProgram_UsesTodaysProviderAndDeletesAll()
    {
        var lab = await CreateAsync();

        var outcome = await lab.DestroyAsync(r => r with { Program = new ScriptedHost(p => DeclareAsync(p, isNewThere: true, token: "today")) });

        Assert.False(outcome.Failed);
        Assert.Equal(new StringValue("today"), lab.Provider.Configuration!["token"]);
        Assert.Empty(lab.State.Resources);
        Assert.Empty(lab.Provider.Objects);
        Assert.Equal(4, outcome.ChangeSummary["delete"]);
        Assert.DoesNotContain("create new", lab.Finished);
    }

    [Fact]
    public async Task Destroy_WithProgramAndTargets_KeepsTheRest()
    {
        var lab = await CreateAsync();

        await lab.DestroyAsync(r => r with { Program = new ScriptedHost(p => DeclareAsync(p, isNewThere: false)), Targets = [Lab.Urn("b")] });

        Assert.False(lab.Has("b"));
        Assert.True(lab.Has("a"));
    }

    private static async Task<Lab> CreateAsync()
    {
        var lab = new Lab();
        await lab.UpAsync(p => DeclareAsync(p, isNewThere: false));
        return lab;
    }

    private static async Task DeclareAsync(ScriptedProgram program, bool isNewThere, string token = "then")
    {
        var provider = await program.ProviderAsync("p", ("token", token));
        var a = await program.ThingAsync("a", g => g with { Provider = provider }, ("size", 1));
        if (isNewThere)
        {
            await program.ThingAsync("new", g => g with { Provider = provider });
        }

        await program.ThingAsync("b", g => g with { Provider = provider, Dependencies = [a.Urn] }, ("size", 2));
    }
}

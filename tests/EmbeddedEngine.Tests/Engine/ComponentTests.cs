using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Engine;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Tests.Engine;

public class ComponentTests
{
    [Fact]
    public async Task Alias_RenamedChild_IsSameUnderItsNewName()
    {
        var lab = new Lab();
        await lab.UpAsync(p => PartAsync(p, "part", "part-job"));

        var outcome = await lab.UpAsync(p => PartAsync(p, "part", "renamed", childAliases: [new AliasGoal(null, "part-job", null, null, null, null, false)]));

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Empty(lab.Started);
        Assert.Equal("1", lab.Resource("renamed").Id);
        Assert.Empty(lab.Resource("renamed").Aliases);
        Assert.False(lab.Has("part-job"));
    }

    [Fact]
    public async Task Alias_RenamedComponent_TakesItsChildrenAlong()
    {
        var lab = new Lab();
        await lab.UpAsync(p => PartAsync(p, "part", "part-job"));

        var outcome = await lab.UpAsync(p => PartAsync(p, "part2", "part2-job", partAliases: [new AliasGoal(null, "part", null, null, null, null, false)]));

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Empty(lab.Started);
        Assert.Equal("urn:pulumi:dev::lab::test:index:Part::part2", lab.Resource("part2-job").Parent);
        Assert.Single(lab.Provider.Objects);
    }

    [Fact]
    public async Task Alias_ByUrnOutOfAParent_KeepsTheResource()
    {
        var lab = new Lab();
        await lab.UpAsync(p => PartAsync(p, "part", "job"));
        var old = lab.Resource("job").Urn;

        var outcome = await lab.UpAsync(p => p.ThingAsync("job", g => g with { Aliases = [new AliasGoal(old, null, null, null, null, null, false)] }));

        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Equal(["delete part"], lab.Finished);
        Assert.Equal(Lab.Urn("job"), lab.Resource("job").Urn);
    }

    [Fact]
    public async Task Alias_ClaimedTwice_IsRefused()
    {
        var lab = new Lab();
        await lab.UpAsync(p => p.ThingAsync("old"));
        var alias = ImmutableArray.Create(new AliasGoal(null, "old", null, null, null, null, false));

        var outcome = await lab.UpAsync(async p =>
        {
            await p.ThingAsync("one", g => g with { Aliases = alias });
            await p.ThingAsync("two", g => g with { Aliases = alias });
        });

        Assert.True(outcome.Failed);
        Assert.Contains(lab.Diagnostics, d => d.StartsWith("error: Duplicate resource alias", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Provider_HandedDown_ReachesGrandchildren()
    {
        var lab = new Lab();

        await lab.UpAsync(async p =>
        {
            var provider = await p.ProviderAsync("p", ("host", "h"));
            var outer = await p.ComponentAsync("outer", g => g with { Providers = g.Providers.Add("test", provider) });
            var inner = await p.ComponentAsync("inner", g => g with { Parent = outer.Urn });
            var a = await p.ThingAsync("a", g => g with { Parent = inner.Urn });
            await p.ThingAsync("b", g => g with { Parent = a.Urn });
        });

        Assert.Equal(lab.Resource("a").Provider, lab.Resource("b").Provider);
        Assert.StartsWith("urn:pulumi:dev::lab::pulumi:providers:test::p::", lab.Resource("a").Provider, StringComparison.Ordinal);
        Assert.False(lab.Has("default"));
        Assert.Equal("1.2.3", ((StringValue)lab.Resource("p").Inputs["version"]).Value);
        Assert.False(lab.Resource("p").Outputs.ContainsKey("__internal"));
    }

    [Fact]
    public async Task Provider_Default_TakesStackConfigurationAndVersion()
    {
        var lab = new Lab
        {
            Configuration = ImmutableSortedDictionary<string, ConfigEntry>.Empty
                .Add("test:host", new ConfigEntry("h", Secret: false)).Add("test:token", new ConfigEntry("t", Secret: true)).Add("lab:other", new ConfigEntry("x", Secret: false)),
        };

        await lab.UpAsync(p => p.ThingAsync("a", g => g with { Version = "1.110.0" }));

        var provider = lab.Resource("default_1_110_0");
        Assert.Equal(new SecretValue("t"), provider.Inputs["token"]);
        Assert.Equal(new StringValue("t"), lab.Provider.Configuration!["token"]);
        Assert.False(provider.Inputs.ContainsKey("other"));
        Assert.Equal("", provider.Parent);
        Assert.DoesNotContain(lab.Started, s => s.Contains("default", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Provider_DefaultDenied_IsRefused()
    {
        var lab = new Lab { Configuration = ImmutableSortedDictionary<string, ConfigEntry>.Empty.Add("pulumi:disable-default-providers", new ConfigEntry("[\"test\"]", Secret: false)) };

        var outcome = await lab.UpAsync(p => p.ThingAsync("a"));

        Assert.True(outcome.Failed);
        Assert.Contains("error: Default provider for 'test' disabled. 'a' must use an explicit provider.", lab.Diagnostics);
    }

    [Fact]
    public async Task Outputs_OfComponent_AreKeptAndTellOnlyOnce()
    {
        var lab = new Lab();

        async Task Program(ScriptedProgram p)
        {
            var part = await p.ComponentAsync("part");
            await p.Monitor.RegisterOutputsAsync(part.Urn, PropertyMap.Empty.Set("done", true), default);
        }

        await lab.UpAsync(Program);
        var created = lab.Finished.ToList();
        await lab.UpAsync(Program);

        Assert.Equal(["create part", "create lab-dev"], created);
        Assert.Equal(new BoolValue(true), lab.Resource("part").Outputs["done"]);
        Assert.Single(lab.Checkpoints);
    }

    [Fact]
    public async Task Outputs_OfAFailedUp_KeepOldOnes()
    {
        var lab = new Lab();
        await lab.UpAsync(p =>
        {
            p.Outputs = p.Outputs.Set("a", "1").Set("b", "1");
            return Task.CompletedTask;
        });

        var outcome = await lab.UpAsync(async p =>
        {
            await p.Monitor.RegisterOutputsAsync(p.Stack, PropertyMap.Empty.Set("a", "2"), default);
            throw new InvalidOperationException("boom");
        });

        Assert.True(outcome.Failed);
        Assert.Equal(PropertyMap.Empty.Set("a", "2").Set("b", "1"), lab.Resource("lab-dev").Outputs);
    }

    private static async Task PartAsync(ScriptedProgram p, string part, string child, ImmutableArray<AliasGoal>? partAliases = null, ImmutableArray<AliasGoal>? childAliases = null)
    {
        var component = await p.ComponentAsync(part, g => g with { Aliases = partAliases ?? [] });
        await p.ThingAsync(child, g => g with { Parent = component.Urn, Aliases = childAliases ?? [] });
        await p.Monitor.RegisterOutputsAsync(component.Urn, PropertyMap.Empty, default);
    }
}

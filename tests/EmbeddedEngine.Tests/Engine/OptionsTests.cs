using Provisioner.EmbeddedEngine.Engine;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Tests.Engine;

public class OptionsTests
{
    [Fact]
    public async Task IgnoreChanges_ChangedProperty_KeepsTheOldInput()
    {
        var lab = new Lab();
        await lab.UpAsync(p => p.ThingAsync("a", ("size", 1), ("color", "red")));

        var outcome = await lab.UpAsync(p => p.ThingAsync("a", g => g with { IgnoreChanges = ["size"] }, ("size", 2), ("color", "blue")));

        Assert.Equal(["update a"], lab.Finished);
        Assert.Equal(new NumberValue(1), lab.Resource("a").Inputs["size"]);
        Assert.Equal(new StringValue("blue"), lab.Resource("a").Inputs["color"]);
        Assert.Equal(1, outcome.ChangeSummary["update"]);
    }

    [Fact]
    public async Task IgnoreChanges_Everything_IsSame()
    {
        var lab = new Lab();
        await lab.UpAsync(p => p.ThingAsync("a", ("size", 1)));

        await lab.UpAsync(p => p.ThingAsync("a", g => g with { IgnoreChanges = ["*"] }, ("size", 2), ("more", true)));

        Assert.Empty(lab.Started);
        Assert.Equal(["*"], lab.Resource("a").IgnoreChanges);
    }

    [Fact]
    public async Task IgnoreChanges_AddedListElement_SaysThatItCannot()
    {
        var lab = new Lab();
        await lab.UpAsync(p => p.ThingAsync("a", ("list", new ArrayValue(["x"]))));

        await lab.UpAsync(p => p.ThingAsync("a", g => g with { IgnoreChanges = ["list[1]"] }, ("list", new ArrayValue(["x", "y"]))));

        Assert.Contains("cannot ignore changes in added or removed elements of the path: \"list[1]\"", lab.Diagnostics);
        Assert.Equal(["update a"], lab.Finished);
    }

    [Fact]
    public async Task ReplaceOnChanges_Wildcard_Replaces()
    {
        var lab = new Lab();
        PropertyValue Columns(string second) => new ArrayValue([PropertyMap.Empty.Set("name", "one"), PropertyMap.Empty.Set("name", second)]);
        await lab.UpAsync(p => p.ThingAsync("a", ("columns", Columns("two"))));

        await lab.UpAsync(p => p.ThingAsync("a", g => g with { ReplaceOnChanges = ["columns[*].name"] }, ("columns", Columns("three"))));

        Assert.Equal(["create-replacement a", "replace a", "delete-replaced a"], lab.Finished);
        Assert.Equal("2", lab.Resource("a").Id);
    }

    [Fact]
    public async Task Protect_Destroy_FailsAndKeepsWhatItStandsOn()
    {
        var lab = new Lab();
        await lab.UpAsync(async p =>
        {
            await p.ThingAsync("free");
            await p.ThingAsync("a", g => g with { Protect = true });
        });

        var outcome = await lab.DestroyAsync();

        Assert.True(outcome.Failed);
        Assert.Equal(["delete free"], lab.Finished);
        Assert.Contains(lab.Diagnostics, d => d.StartsWith("error: resource \"urn:pulumi:dev::lab::test:index:Thing::a\" cannot be deleted\nbecause it is protected.", StringComparison.Ordinal));
        Assert.Contains("error: update failed", lab.Diagnostics);
        Assert.Equal(["lab-dev", "default", "a"], lab.State.Resources.Select(r => r.Urn.Split("::")[^1]));
        Assert.False(lab.State.PendingOperations.Any());
    }

    [Fact]
    public async Task Protect_Replacement_IsRefusedBeforeAnythingHappens()
    {
        var lab = new Lab();
        lab.Provider.ReplaceKeys.Add("path");
        await lab.UpAsync(p => p.ThingAsync("a", g => g with { Protect = true }, ("path", "/1")));

        var outcome = await lab.UpAsync(p => p.ThingAsync("a", g => g with { Protect = true }, ("path", "/2")));

        Assert.True(outcome.Failed);
        Assert.Contains(lab.Diagnostics, d => d.Contains("unable to replace resource", StringComparison.Ordinal));
        Assert.Single(lab.Provider.Objects);
    }

    [Fact]
    public async Task RetainOnDelete_LeftOut_LeavesTheStateOnly()
    {
        var lab = new Lab();
        await lab.UpAsync(p => p.ThingAsync("a", g => g with { RetainOnDelete = true }));

        await lab.UpAsync(_ => Task.CompletedTask);

        Assert.False(lab.Has("a"));
        Assert.Single(lab.Provider.Objects);
    }

    [Fact]
    public async Task DeletedWith_BothGo_CallsTheProviderOnce()
    {
        var lab = new Lab();
        await lab.UpAsync(async p =>
        {
            var a = await p.ThingAsync("a");
            await p.ThingAsync("b", g => g with { DeletedWith = a.Urn });
        });

        await lab.DestroyAsync();

        Assert.Equal(["delete a"], lab.Provider.Calls.Where(c => c.StartsWith("delete", StringComparison.Ordinal)));
        Assert.Empty(lab.State.Resources);
    }

    [Fact]
    public async Task Inheritance_ChildOfComponent_TakesProtectAndRetain()
    {
        var lab = new Lab();
        await lab.UpAsync(async p =>
        {
            var part = await p.ComponentAsync("part", g => g with { Protect = true, RetainOnDelete = true });
            await p.ThingAsync("a", g => g with { Parent = part.Urn });
            await p.ThingAsync("b", g => g with { Parent = part.Urn, Protect = false });
        });

        Assert.True(lab.Resource("a") is { Protect: true, RetainOnDelete: true });
        Assert.True(lab.Resource("b") is { Protect: false, RetainOnDelete: true });
        Assert.Equal("urn:pulumi:dev::lab::test:index:Part$test:index:Thing::a", lab.Resource("a").Urn);
    }

    [Fact]
    public async Task Secrets_InInputsAndAsked_AreMarkedInOutputsAndPlainForTheProvider()
    {
        var lab = new Lab();
        PropertyMap? seen = null;
        lab.Provider.OnCreate = r => Task.FromResult(seen = r.Inputs);

        await lab.UpAsync(p => p.ThingAsync(
            "a",
            g => g with { AdditionalSecretOutputs = ["url"] },
            ("token", new SecretValue("t")),
            ("url", "u"),
            ("tags", PropertyMap.Empty.Set("open", "yes").Set("hidden", new SecretValue("h")))));

        Assert.Equal(new StringValue("t"), seen!["token"]);
        var state = lab.Resource("a");
        Assert.Equal(new SecretValue("t"), state.Inputs["token"]);
        Assert.Equal(new SecretValue("t"), state.Outputs["token"]);
        Assert.Equal(new SecretValue("u"), state.Outputs["url"]);
        Assert.Equal(new ObjectValue(PropertyMap.Empty.Set("open", "yes").Set("hidden", new SecretValue("h"))), state.Outputs["tags"]);
    }

    [Fact]
    public async Task Declaration_TwoOfOneName_IsRefusedAndStateStays()
    {
        var lab = new Lab();
        await lab.UpAsync(p => p.ThingAsync("a"));

        var outcome = await lab.UpAsync(async p =>
        {
            await p.ThingAsync("a");
            await p.ThingAsync("a");
        });

        Assert.True(outcome.Failed);
        Assert.Contains($"error: Duplicate resource URN '{Lab.Urn("a")}'; try giving it a unique name", lab.Diagnostics);
        Assert.True(lab.Has("a"));
    }

    [Fact]
    public async Task Check_Failures_AreAllNamedWithProperty()
    {
        var lab = new Lab();
        lab.Provider.OnCheck = r => new EmbeddedEngine.Providers.CheckResult(r.NewInputs, [new("size", "too big"), new(null, "no good")]);

        var outcome = await lab.UpAsync(p => p.ThingAsync("a", ("size", 9)));

        Assert.True(outcome.Failed);
        Assert.Contains("error: test:index:Thing resource 'a': property size value {9} has a problem: too big", lab.Diagnostics);
        Assert.Contains("error: test:index:Thing resource 'a' has a problem: no good", lab.Diagnostics);
        Assert.DoesNotContain("error: update failed", lab.Diagnostics);
    }

    [Fact]
    public async Task ExpectNoChanges_AChange_IsAnErrorOfItsOwn()
    {
        var lab = new Lab();
        await lab.UpAsync(p => p.ThingAsync("a", ("size", 1)));

        var outcome = await lab.UpAsync(p => p.ThingAsync("a", ("size", 2)), r => r with { ExpectNoChanges = true });
        var again = await lab.UpAsync(p => p.ThingAsync("a", ("size", 2)), r => r with { ExpectNoChanges = true });

        Assert.False(outcome.Failed);
        Assert.Equal("no changes were expected but changes occurred", outcome.Error);
        Assert.Null(again.Error);
    }

    [Fact]
    public async Task ReplaceWith_ReplacedResource_ReplacesTheOtherAsWell()
    {
        var lab = new Lab();
        lab.Provider.ReplaceKeys.Add("size");
        await lab.UpAsync(p => DeclareBothAsync(p, 1));

        var outcome = await lab.UpAsync(p => DeclareBothAsync(p, 2));

        Assert.Equal(2, outcome.ChangeSummary["replace"]);
        Assert.Equal([Lab.Urn("a")], lab.Resource("b").ReplaceWith);

        static async Task DeclareBothAsync(ScriptedProgram p, int size)
        {
            var a = await p.ThingAsync("a", ("size", size));
            await p.ThingAsync("b", g => g with { ReplaceWith = [a.Urn] });
        }
    }

    [Fact]
    public async Task ReplacementTrigger_OnlyAChangedValue_Replaces()
    {
        var lab = new Lab();
        Task DeclareAsync(ScriptedProgram p, PropertyValue? trigger) => p.ThingAsync("a", g => g with { ReplacementTrigger = trigger });
        await lab.UpAsync(p => DeclareAsync(p, null));
        await lab.UpAsync(p => DeclareAsync(p, "one"));
        Assert.Empty(lab.Finished);

        await lab.UpAsync(p => DeclareAsync(p, "two"));

        Assert.Equal(["create-replacement a", "replace a", "delete-replaced a"], lab.Finished);
        Assert.Equal(new StringValue("two"), lab.Resource("a").ReplacementTrigger);
    }

    [Fact]
    public async Task ExcludeDependents_WhatStandsOnAnExcluded_IsKeptAsItIs()
    {
        var lab = new Lab();
        async Task DeclareAsync(ScriptedProgram p, int size)
        {
            var a = await p.ThingAsync("a", ("size", size));
            await p.ThingAsync("b", g => g with { Dependencies = [a.Urn] }, ("size", size));
            await p.ThingAsync("c", ("size", size));
        }

        await lab.UpAsync(p => DeclareAsync(p, 1));
        await lab.UpAsync(p => DeclareAsync(p, 2), r => r with { Excludes = [Lab.Urn("a")], ExcludeDependents = true });
        Assert.Equal(["update c"], lab.Finished);
    }

    [Fact]
    public async Task ReplaceWith_RenamedByAnAlias_IsBroughtAlongInWhatIsNotTouched()
    {
        var lab = new Lab();
        await lab.UpAsync(async p =>
        {
            var a = await p.ThingAsync("a");
            await p.ThingAsync("b", g => g with { ReplaceWith = [a.Urn] });
        });

        await lab.UpAsync(p => p.ThingAsync("renamed", g => g with { Aliases = [new AliasGoal(null, "a", null, null, null, null, NoParent: false)] }), r => r with { Targets = [Lab.Urn("renamed")] });

        Assert.Equal([Lab.Urn("renamed")], lab.Resource("b").ReplaceWith);
    }
}

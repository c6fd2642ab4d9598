using System.Collections.Immutable;
using Grpc.Core;
using Provisioner.Sdk.Tests.Automation;
using Pulumi;
using Pulumirpc;
using Alias = Pulumi.Alias;

namespace Provisioner.Sdk.Tests.Pulumi.Programs;

public class InlineProgramTests
{
    [Fact]
    public async Task Run_Resource_FillsItsOutputs()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        (string Id, string Label, int? Width, ImmutableArray<string> Tags, string Colour) seen = default;

        var result = await InlinePrograms.RunAsync(engine, () =>
        {
            var shelf = new Shelf("s", new ShelfArgs { Label = "top", Width = 80, Tags = { "a", "b" }, Box = new BoxArgs { Colour = "red" } });
            Output.Tuple(shelf.Id, shelf.Label, shelf.Width, shelf.Tags, shelf.Box)
                .Apply(all => seen = (all.Item1, all.Item2, all.Item3, all.Item4, all.Item5!.Colour));
        });

        Assert.Equal(new ProgramResult(true, null), result);
        Assert.Equal(("id-of-s", "top", (int?)80, "red"), (seen.Id, seen.Label, seen.Width, seen.Colour));
        Assert.Equal(["a", "b"], seen.Tags);
        Assert.IsType<Google.Protobuf.WellKnownTypes.Empty>(engine.Requests.Last());
    }

    [Fact]
    public async Task Run_OutputOfOneInAnother_IsADependencyOfThatProperty()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        await InlinePrograms.RunAsync(engine, () =>
        {
            var first = new Shelf("first", new ShelfArgs { Label = "x" });
            _ = new Shelf("second", new ShelfArgs { Label = first.Label.Apply(label => label + "!"), Width = 1 });
        });

        var second = engine.Registration("second");
        Assert.Equal("x!", second.Object.Fields["label"].StringValue);
        Assert.Equal(["urn:pulumi:dev::shop::shop:index:Shelf::first"], second.Dependencies);
        Assert.Equal(["urn:pulumi:dev::shop::shop:index:Shelf::first"], second.PropertyDependencies["label"].Urns);
        Assert.Empty(second.PropertyDependencies["width"].Urns);
    }

    [Fact]
    public async Task Run_DependsOnAComponent_MeansItsChildren()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        await InlinePrograms.RunAsync(engine, () =>
        {
            var room = new Room("room");
            _ = new Shelf("child", options: new CustomResourceOptions { Parent = room });
            _ = new Shelf("after", options: new CustomResourceOptions { DependsOn = { room } });
            room.Done(new Dictionary<string, object?> { ["size"] = 3 });
        });

        Assert.Equal(["urn:pulumi:dev::shop::shop:index:Shelf::child"], engine.Registration("after").Dependencies);
        Assert.Equal("urn:pulumi:dev::shop::shop:index:Room::room", engine.Registration("child").Parent);
        Assert.Contains(engine.RequestsOf<RegisterResourceOutputsRequest>(), outputs => outputs.Outputs.Fields.ContainsKey("size"));
    }

    [Fact]
    public async Task Run_ExplicitProvider_IsInheritedByChildren()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        await InlinePrograms.RunAsync(engine, () =>
        {
            var provider = new ShopProvider("p", new ShopProviderArgs { Retries = 3, Limits = new() { ["a"] = Output.CreateSecret("1") } });
            var room = new Room("room", new ComponentResourceOptions { Provider = provider, Protect = true });
            _ = new Shelf("child", options: new CustomResourceOptions { Parent = room });
        });

        var child = engine.Registration("child");
        Assert.Equal("urn:pulumi:dev::shop::pulumi:providers:shop::p::id-of-p", child.Provider);
        Assert.True(child.Protect);
        var provider = engine.Registration("p");
        Assert.Equal("3", provider.Object.Fields["retries"].StringValue);
        Assert.Equal("""{ "a": "1" }""", provider.Object.Fields["limits"].StructValue.Fields["value"].StringValue);
    }

    [Fact]
    public async Task Run_Options_AreSent()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        var result = await InlinePrograms.RunAsync(engine, () =>
        {
            var other = new Shelf("other");
            _ = new Shelf("s", options: new CustomResourceOptions
            {
                ImportId = "777",
                IgnoreChanges = { "*" },
                ReplaceOnChanges = { "label" },
                DeleteBeforeReplace = false,
                AdditionalSecretOutputs = { "label" },
                RetainOnDelete = true,
                DeletedWith = other,
                ReplaceWith = { other },
                ReplacementTrigger = "v1",
                HideDiffs = { "tags" },
                PluginDownloadURL = "https://example.test",
                CustomTimeouts = new CustomTimeouts { Create = TimeSpan.FromSeconds(1) },
                Aliases = { new Alias { Name = "former" }, new Alias { Urn = "urn:old" }, new Alias { NoParent = true } },
            });
        });

        Assert.Equal(new ProgramResult(true, null), result);
        var sent = engine.Registration("s");
        const string otherUrn = "urn:pulumi:dev::shop::shop:index:Shelf::other";
        Assert.Equal(("777", "*", "label", "tags"), (sent.ImportId, Assert.Single(sent.IgnoreChanges), Assert.Single(sent.ReplaceOnChanges), Assert.Single(sent.HideDiffs)));
        Assert.Equal((false, true), (sent.DeleteBeforeReplace, sent.DeleteBeforeReplaceDefined));
        Assert.Equal(["label"], sent.AdditionalSecretOutputs);
        Assert.Equal((true, otherUrn, "v1"), (sent.RetainOnDelete, sent.DeletedWith, sent.ReplacementTrigger.StringValue));
        Assert.Equal([otherUrn], sent.ReplaceWith);
        Assert.Equal(("https://example.test", "1000000000ns"), (sent.PluginDownloadURL, sent.CustomTimeouts.Create));
        Assert.Equal(("former", "urn:old", true), (sent.Aliases[0].Spec.Name, sent.Aliases[1].Urn, sent.Aliases[2].Spec.NoParent));
        // The engine asks only Node for it.
        Assert.True(sent.AliasSpecs || SdkBuild.IsOfficial);
        Assert.Empty(sent.AliasURNs);
    }

    [Fact]
    public async Task Run_OlderMonitor_IsAskedFeatureByFeatureAndGetsAliasUrns()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        engine.Features = null;
        engine.ShutdownFailure = StatusCode.Unimplemented;
        engine.FeatureIds.RemoveWhere(id => id != "resourceReferences");

        var result = await InlinePrograms.RunAsync(engine, () =>
        {
            var room = new Room("room", new ComponentResourceOptions { Aliases = { new Alias { Name = "hall" } } });
            _ = new Shelf("room-shelf", options: new CustomResourceOptions { Parent = room, Aliases = { new Alias { Type = "shop:index:Board" } } });
        });

        Assert.True(result.Succeeded);
        Assert.Equal(1, engine.RequestsOf<SupportsFeatureRequest>().Count(request => request.Id == "aliasSpecs"));
        Assert.Equal(["urn:pulumi:dev::shop::shop:index:Room::hall"], engine.Registration("room").AliasURNs);
        Assert.Equal(
            [
                "urn:pulumi:dev::shop::shop:index:Room$shop:index:Board::room-shelf",
                "urn:pulumi:dev::shop::shop:index:Room$shop:index:Shelf::hall-shelf",
                "urn:pulumi:dev::shop::shop:index:Room$shop:index:Board::hall-shelf",
            ],
            engine.Registration("room-shelf").AliasURNs);
    }

    [Fact]
    public async Task Run_Preview_WhatHasNoAnswerIsUnknown()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        engine.Register = request => Task.FromResult(new RegisterResourceResponse { Urn = ScriptedEngine.UrnOf(request), Object = new() });
        var ran = false;

        var result = await InlinePrograms.RunAsync(
            engine,
            () =>
            {
                new Shelf("s").Label.Apply(_ => ran = true);
            },
            settings => settings with { IsDryRun = true });

        Assert.True(result.Succeeded);
        Assert.False(ran);
    }

    [Fact]
    public async Task Run_ResourceThatFailedOrWasSkipped_LeavesItsOutputsUnknown()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        engine.Register = request => Task.FromResult(new RegisterResourceResponse
        {
            Urn = ScriptedEngine.UrnOf(request), Object = new(), Result = request.Name == "bad" ? Result.Fail : Result.Success,
        });
        var (ranBad, ranGood) = (false, false);

        await InlinePrograms.RunAsync(engine, () =>
        {
            new Shelf("bad").Label.Apply(_ => ranBad = true);
            new Shelf("good").Label.Apply(_ => ranGood = true);
        });

        Assert.Equal((false, true), (ranBad, ranGood));
    }

    [Fact]
    public async Task Run_Get_ReadsById()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        string? id = null;

        await InlinePrograms.RunAsync(engine, () =>
        {
            var first = new Shelf("first");
            Shelf.Get("read", first.Id).Id.Apply(value => id = value);
        });

        var request = Assert.Single(engine.RequestsOf<ReadResourceRequest>());
        Assert.Equal(("id-of-first", "read", "shop:index:Shelf"), (request.Id, request.Name, request.Type));
        Assert.Equal("id-of-first", id);
    }

    [Fact]
    public async Task Run_StackOutputs_AreRegisteredWithSecrets()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        await InlinePrograms.RunAsync(engine, () => new Dictionary<string, object?>
        {
            ["plain"] = 1, ["secret"] = Output.CreateSecret("s"), ["list"] = ImmutableArray.Create("a"), ["nothing"] = null,
        });

        var outputs = Assert.Single(engine.RequestsOf<RegisterResourceOutputsRequest>()).Outputs.Fields;
        Assert.Equal(["list", "plain", "secret"], outputs.Keys.Order());
        Assert.Equal("s", outputs["secret"].StructValue.Fields["value"].StringValue);
    }

    [Fact]
    public async Task Run_HundredAtOnce_EachSeesItsOwnDeployment()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        var mixed = 0;

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => InlinePrograms.RunAsync(
            engine,
            async () =>
            {
                await Task.Yield();
                var shelf = new Shelf($"shelf-{number}", new ShelfArgs { Label = $"{number}" });
                return new Dictionary<string, object?>
                {
                    ["stack"] = shelf.Label.Apply(label =>
                    {
                        if (Deployment.Instance.StackName != $"stack-{label}" || new Config("shop").Require("number") != label)
                            Interlocked.Increment(ref mixed);
                        return Deployment.Instance.StackName;
                    }),
                };
            },
            settings => settings with { Stack = $"stack-{number}", Config = new Dictionary<string, string> { ["shop:number"] = $"{number}" } })));

        Assert.All(results, result => Assert.True(result.Succeeded));
        Assert.Equal(0, mixed);
        Assert.Equal(
            Enumerable.Range(0, 100).Select(number => $"stack-{number}").Order(StringComparer.Ordinal),
            engine.RequestsOf<RegisterResourceOutputsRequest>().Select(request => request.Outputs.Fields["stack"].StringValue).Order(StringComparer.Ordinal));
        Assert.Throws<InvalidOperationException>(() => Deployment.Instance);
    }

    [Fact]
    public async Task Invoke_WithKnownArguments_CallsAndWithUnknownDoesNot()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        engine.Register = request => Task.FromResult(new RegisterResourceResponse { Urn = ScriptedEngine.UrnOf(request), Object = new() });
        string? answer = null;

        var result = await InlinePrograms.RunAsync(
            engine,
            () =>
            {
                Invoke("shop:index:find", Output.Create("x")).Apply(found => answer = found["label"]);
                Invoke("shop:index:never", new Shelf("s").Label);
            },
            settings => settings with { IsDryRun = true });

        Assert.True(result.Succeeded);
        Assert.Equal("x", answer);
        Assert.Equal("shop:index:find", Assert.Single(engine.RequestsOf<ResourceInvokeRequest>()).Tok);

        static Output<ImmutableDictionary<string, string>> Invoke(string token, Output<string> label)
            => Deployment.Instance.Invoke<ImmutableDictionary<string, string>>(
                token, new DictionaryInvokeArgs(ImmutableDictionary<string, object?>.Empty.Add("label", label)));
    }

    [Fact]
    public async Task Invoke_Refused_SaysWhy()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        engine.Invoke = _ => new ResourceInvokeResponse { Failures = { new CheckFailure { Property = "label", Reason = "too long" } } };

        var result = await InlinePrograms.RunAsync(
            engine, async () => (await Deployment.Instance.InvokeAsync<ImmutableDictionary<string, object?>>("shop:index:find", InvokeArgs.Empty)));

        Assert.Equal("Invoke of 'shop:index:find' failed: too long (label)", result.Exception!.Message);
    }

    [Fact]
    public async Task Transformation_OfAParent_ChangesChildren()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        await InlinePrograms.RunAsync(engine, () =>
        {
            var room = new Room("room", new ComponentResourceOptions
            {
                ResourceTransformations =
                {
                    args => args.Args is ShelfArgs
                        ? new ResourceTransformationResult(
                            new ShelfArgs { Label = "changed" }, CustomResourceOptions.Merge((CustomResourceOptions)args.Options, new CustomResourceOptions { Protect = true }))
                        : null,
                },
            });
            _ = new Shelf("s", new ShelfArgs { Label = "as written" }, new CustomResourceOptions { Parent = room });
        });

        var sent = engine.Registration("s");
        Assert.Equal(("changed", true), (sent.Object.Fields["label"].StringValue, sent.Protect));
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Provisioner.Sdk.Tests.Pulumi.Programs;

public class MockTests
{
    [Fact]
    public async Task TestAsync_Program_GivesResourcesAndOutputs()
    {
        var mocks = new RecordingMocks();

        var (resources, outputs) = await Deployment.TestAsync(mocks, new TestOptions { IsPreview = false, StackName = "dev", ProjectName = "shop" }, () =>
        {
            var provider = new ShopProvider("p");
            var shelf = new Shelf("s", new ShelfArgs { Label = Output.CreateSecret("top"), Tags = { "a" } }, new CustomResourceOptions { Provider = provider });
            return new Dictionary<string, object?> { ["id"] = shelf.Id, ["stack"] = Deployment.Instance.StackName };
        });

        Assert.Equal(["p", "s"], resources.Select(resource => resource.GetResourceName()));
        Assert.Equal("s-id", await OutputUtilities.GetValueAsync((Output<string>)outputs["id"]!));
        Assert.Equal("dev", outputs["stack"]);
        var seen = mocks.Created.Single(args => args.Name == "s");
        Assert.Equal("top", seen.Inputs["label"]);
        Assert.Equal(["a"], Assert.IsType<ImmutableArray<object>>(seen.Inputs["tags"]));
        Assert.Equal("urn:pulumi:dev::shop::pulumi:pulumi:Stackpulumi:providers:shop::p::p-id".Replace("Stackpulumi", "Stack$pulumi", StringComparison.Ordinal), seen.Provider);
    }

    [Fact]
    public async Task TestAsync_StackClass_RegistersItsProperties()
    {
        var mocks = new RecordingMocks();

        var resources = await Deployment.TestAsync<ShopStack>(mocks);

        Assert.Contains(resources, resource => resource is ShopStack);
        Assert.Equal(["label"], mocks.Outputs.Single().Outputs.Keys);
    }

    [Fact]
    public async Task TestAsync_StackClassWithoutAValue_SaysWhich()
    {
        var failure = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync<ForgetfulStack>(new RecordingMocks()));

        Assert.Contains("'Label' have no value assigned", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TestAsync_ProgramThrows_Throws()
        => Assert.Contains(
            "broken",
            (await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync(new EmptyMocks(), new TestOptions(), void () => throw new FormatException("broken")))).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task TestAsync_Invoke_IsTheMocksAnswer()
    {
        var (_, outputs) = await Deployment.TestAsync(new RecordingMocks(), new TestOptions(), () => new Dictionary<string, object?>
        {
            ["found"] = Deployment.Instance.InvokeSingle<string>("shop:index:find", InvokeArgs.Empty),
        });

        Assert.Equal("called shop:index:find", await OutputUtilities.GetValueAsync((Output<string>)outputs["found"]!));
    }

    [Fact]
    public async Task TestAsync_ResourceReference_IsTheClassOfItsType()
    {
        var mocks = new RecordingMocks();
        Resource? seen = null;
        mocks.OnCreated = args => seen = args.Inputs.GetValueOrDefault("raw") as Resource ?? seen;

        await Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, () =>
        {
            var first = new Shelf("first", new ShelfArgs { Label = "x" });
            _ = new Shelf("second", new ShelfArgs { Raw = first.Id.Apply(object (_) => first) });
        });

        var shelf = Assert.IsType<Shelf>(seen);
        Assert.Equal("x", await OutputUtilities.GetValueAsync(shelf.Label));
    }

    [Fact]
    public async Task StackReference_OutputsOfAnotherStack_AreReadWithTheirOwnSecrecy()
    {
        var (_, outputs) = await Deployment.TestAsync(new RecordingMocks(), new TestOptions { IsPreview = false }, () =>
        {
            var other = new StackReference("org/shop/prod");
            return new Dictionary<string, object?> { ["plain"] = other.RequireOutput("plain"), ["secret"] = other.RequireOutput("hidden"), ["none"] = other.GetOutput("none") };
        });

        Assert.Equal("p", await OutputUtilities.GetValueAsync((Output<object>)outputs["plain"]!));
        Assert.False(await Output.IsSecretAsync((Output<object>)outputs["plain"]!));
        Assert.True(await Output.IsSecretAsync((Output<object>)outputs["secret"]!));
        Assert.Null(await OutputUtilities.GetValueAsync((Output<object?>)outputs["none"]!));
    }

    private sealed class ShopStack : Stack
    {
        public ShopStack() => Label = new Shelf("s", new ShelfArgs { Label = "l" }).Label;

        [Output("label")]
        public Output<string> Label { get; private set; }
    }

    private sealed class ForgetfulStack : Stack
    {
        [Output]
        public Output<string> Label { get; private set; } = null!;
    }

    private sealed class RecordingMocks : IMocks
    {
        public ConcurrentQueue<MockResourceArgs> Created { get; } = new();

        public ConcurrentQueue<MockRegisterResourceOutputsRequest> Outputs { get; } = new();

        public Action<MockResourceArgs>? OnCreated { get; set; }

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            Created.Enqueue(args);
            OnCreated?.Invoke(args);
            object state = args.Type == "pulumi:pulumi:StackReference"
                ? new Dictionary<string, object>
                {
                    ["name"] = "org/shop/prod",
                    ["outputs"] = new Dictionary<string, object> { ["plain"] = "p", ["hidden"] = Output.CreateSecret("h") },
                    ["secretOutputNames"] = new[] { "hidden" },
                }
                : args.Inputs;
            return Task.FromResult<(string? id, object state)>(($"{args.Name}-id", state));
        }

        public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(new Dictionary<string, object> { ["result"] = $"called {args.Token}" });

        public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
        {
            Outputs.Enqueue(args);
            return Task.CompletedTask;
        }
    }
}

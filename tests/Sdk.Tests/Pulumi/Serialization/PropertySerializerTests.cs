using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using Google.Protobuf.WellKnownTypes;
using Provisioner.Sdk.Tests.Pulumi.Programs;
using Pulumi;
using Pulumi.Serialization;
using Pulumi.Utilities;

namespace Provisioner.Sdk.Tests.Pulumi.Serialization;

public class PropertySerializerTests
{
    private const string Signature = "4dabf18193072939515e22adb298388d";
    private const string SecretSignature = "1b47061264138c4ac30d75fd1eb44270";
    private const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    private static readonly Gen<object?> Leaves = Gen.OneOf(
        Gen.String.Select(value => (object?)value),
        Gen.Double.Where(double.IsFinite).Select(value => (object?)value),
        Gen.Bool.Select(value => (object?)value));

    private static readonly Gen<object?> Values = Gen.Recursive<object?>((depth, gen) => depth > 3
        ? Leaves
        : Gen.OneOf(
            Leaves,
            gen.Array[0, 4].Select(items => (object?)items.ToImmutableArray()),
            Gen.Dictionary(Gen.String[Gen.Char.AlphaNumeric, 1, 6], gen)[0, 4].Select(entries => (object?)entries.ToImmutableDictionary())));

    [Fact]
    public void Serialize_ThenRead_IsTheSame()
        => Values.Sample(
            value =>
            {
                var data = PropertyDeserializer.Read(SerializeAsync(value).AsTask().GetAwaiter().GetResult()!);
                return data is { IsKnown: true, IsSecret: false } && Json(value) == Json(data.Value);
            },
            iter: 500);

    [Fact]
    public void Serialize_AsSecretOutput_IsTheSameAndSecret()
        => Values.Sample(
            value =>
            {
                var data = PropertyDeserializer.Read(SerializeAsync(Output.CreateSecret(value)).AsTask().GetAwaiter().GetResult()!);
                return data is { IsKnown: true, IsSecret: true } && Json(value) == Json(data.Value);
            },
            iter: 200);

    [Fact]
    public async Task Serialize_SecretInAList_MarksThatElementOnly()
    {
        InputList<string> list = new() { "a", Output.CreateSecret("s") };

        var value = await SerializeAsync(list);

        Assert.Equal($$"""[ "a", { "{{Signature}}": "{{SecretSignature}}", "value": "s" } ]""", value!.ToString());
    }

    [Fact]
    public async Task Serialize_UnknownEvenIfSecret_IsTheUnknownValue()
    {
        var serializer = new PropertySerializer(new SerializationOptions());

        var value = await serializer.SerializeAsync("p", Output.CreateSecret(OutputUtilities.CreateUnknown("x")));

        Assert.Equal(Unknown, value!.StringValue);
        Assert.True(serializer.HasUnknowns);
    }

    [Fact]
    public async Task Serialize_NullsInMapsAndLists_AreLeftOutAndKept()
    {
        var value = await SerializeAsync(new Dictionary<string, object?> { ["b"] = null, ["a"] = new object?[] { null, 1 } });

        Assert.Equal("""{ "a": [ null, 1 ] }""", value!.ToString());
    }

    [Fact]
    public async Task Serialize_DefaultImmutableArray_IsEmpty()
        => Assert.Equal("[ ]", (await SerializeAsync(default(ImmutableArray<string>)))!.ToString());

    [Fact]
    public async Task Serialize_Resource_IsAReferenceOrItsUrnAndADependency()
    {
        var resource = new DependencyResource("urn:pulumi:s::p::t::n");
        var kept = new PropertySerializer(new SerializationOptions { KeepResources = true });

        var reference = await kept.SerializeAsync("p", resource);

        Assert.Equal("urn:pulumi:s::p::t::n", reference!.StructValue.Fields["urn"].StringValue);
        Assert.Equal("5cf8f73096256a8f31e491e813e4eb8e", reference.StructValue.Fields[Signature].StringValue);
        Assert.Equal([resource], kept.Dependencies);
    }

    [Fact]
    public async Task Serialize_KeptOutput_TellsSecrecyAndDependencies()
    {
        var resource = new DependencyResource("urn:pulumi:s::p::t::n");
        var output = Output.CreateSecret(OutputUtilities.WithDependency(Output.Create("v"), resource));

        var value = await new PropertySerializer(new SerializationOptions { KeepOutputs = true }).SerializeAsync("p", output);

        Assert.Equal(
            $$"""{ "{{Signature}}": "d0e6a833031e9bbcd3f4e8bde6ca49a4", "value": "v", "secret": true, "dependencies": [ "urn:pulumi:s::p::t::n" ] }""",
            value!.ToString());
        var read = PropertyDeserializer.Read(value);
        Assert.Equal(("v", true), (read.Value, read.IsSecret));
        Assert.Equal("urn:pulumi:s::p::t::n", await OutputUtilities.GetValueAsync(read.Resources.Single().Urn));
    }

    [Fact]
    public async Task Serialize_ArgumentsOutputTypesEnumsAndUnions_AreTheirContent()
    {
        var arguments = new BoxArgs { Colour = "red", Inner = new BoxArgs { Colour = Output.Create("blue") } };

        Assert.Equal("""{ "colour": "red", "inner": { "colour": "blue" } }""", (await SerializeAsync(arguments))!.ToString());
        Assert.Equal("""{ "colour": "red" }""", (await SerializeAsync(Box.Of("red")))!.ToString());
        Assert.Equal(1, (await SerializeAsync(DayOfWeek.Monday))!.NumberValue);
        Assert.Equal("LARGE", (await SerializeAsync(Size.Large))!.StringValue);
        Assert.Equal(4, (await SerializeAsync(Union<string, int>.FromT1(4)))!.NumberValue);
        Assert.Equal("""{ "a": [ 1, true ] }""", (await SerializeAsync(JsonDocument.Parse("""{"a":[1,true]}""").RootElement))!.ToString());
    }

    [Fact]
    public async Task Serialize_Assets_AreMarked()
    {
        var value = await SerializeAsync(new AssetArchive(new Dictionary<string, AssetOrArchive> { ["a"] = new StringAsset("text"), ["b"] = new FileArchive("./x") }));

        var assets = value!.StructValue.Fields["assets"].StructValue.Fields;
        Assert.Equal("text", assets["a"].StructValue.Fields["text"].StringValue);
        Assert.Equal("./x", assets["b"].StructValue.Fields["path"].StringValue);
        Assert.IsType<AssetArchive>(PropertyDeserializer.Read(value).Value);
    }

    [Theory]
    [InlineData(1L)]
    [InlineData('c')]
    [InlineData(1f)]
    public async Task Serialize_TypeThatCannotBeSent_FailsWithItsPath(object value)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => SerializeAsync(new Dictionary<string, object> { ["list"] = new[] { value } }).AsTask());

        Assert.Contains(value.GetType().FullName!, failure.Message, StringComparison.Ordinal);
        Assert.Contains("p.list[0]", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serialize_Task_SaysToUseAnOutput()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => SerializeAsync(Task.FromResult(1)).AsTask());

        Assert.Contains("wrap your Task in an Output", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serialize_RequiredArgumentWithoutValue_NamesIt()
    {
        var failure = await Assert.ThrowsAsync<ArgumentNullException>(() => SerializeAsync(new BoxArgs()).AsTask());

        Assert.Contains("BoxArgs.Colour is required", failure.Message, StringComparison.Ordinal);
    }

    private static ValueTask<Value?> SerializeAsync(object? value) => new PropertySerializer(new SerializationOptions()).SerializeAsync("p", value);

    private static string Json(object? value) => JsonSerializer.Serialize(Sorted(value));

    private static object? Sorted(object? value)
        => value switch
        {
            ImmutableDictionary<string, object?> map => new SortedDictionary<string, object?>(map.ToDictionary(entry => entry.Key, entry => Sorted(entry.Value)), StringComparer.Ordinal),
            ImmutableArray<object?> list => list.Select(Sorted).ToArray(),
            _ => value,
        };

    [EnumType]
    public readonly struct Size
    {
        private readonly string _value;

        private Size(string value) => _value = value;

        public static Size Large { get; } = new("LARGE");

        public static explicit operator string(Size size) => size._value;
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;
using Pulumi.Serialization;
using Pulumi.Utilities;

namespace Provisioner.Sdk.Tests.Pulumi.Core;

public class OutputTests
{
    [Fact]
    public async Task Apply_OfSecret_IsSecret()
    {
        var data = await Output.CreateSecret("a").Apply(value => value + "b").DataTask;

        Assert.Equal(("ab", true, true), (data.Value, data.IsKnown, data.IsSecret));
    }

    [Fact]
    public async Task Apply_OfUnknown_DoesNotRunAndStaysUnknown()
    {
        var ran = false;

        var data = await OutputUtilities.CreateUnknown("x").Apply(_ => ran = true).DataTask;

        Assert.False(ran);
        Assert.False(data.IsKnown);
    }

    [Theory]
    [InlineData(true, false, true, false)]
    [InlineData(false, true, false, true)]
    [InlineData(true, true, true, true)]
    [InlineData(false, false, false, false)]
    public async Task Apply_ToAnOutput_JoinsWhatBothKnow(bool outerUnknown, bool innerSecret, bool unknown, bool secret)
    {
        var outer = outerUnknown ? OutputUtilities.CreateUnknown(1) : Output.Create(1);
        var inner = innerSecret ? Output.CreateSecret(2) : Output.Create(2);

        // Of an unknown output the inner one is never made; All sees both.
        var data = await Output.All(outer, inner).Apply(values => values.Sum()).DataTask;

        Assert.Equal((unknown, secret), (!data.IsKnown, data.IsSecret));
    }

    [Fact]
    public async Task Apply_EveryKindOfFunction_GivesItsValue()
    {
        var one = Output.Create(1);

        Assert.Equal(2, await OutputUtilities.GetValueAsync(one.Apply(value => value + 1)));
        Assert.Equal(2, await OutputUtilities.GetValueAsync(one.Apply(value => Task.FromResult(value + 1))));
        Assert.Equal(2, await OutputUtilities.GetValueAsync(one.Apply(value => Output.Create(value + 1))));
        Assert.Equal(2, await OutputUtilities.GetValueAsync(one.Apply(value => (Input<int>)(value + 1))));
        Assert.Equal(0, await OutputUtilities.GetValueAsync(one.Apply(Output<int>? (_) => null)));
    }

    [Fact]
    public async Task Apply_ThatThrows_Fails()
        => await Assert.ThrowsAsync<FormatException>(() => Output.Create(1).Apply(int (_) => throw new FormatException()).DataTask);

    [Fact]
    public async Task Tuple_OfSecretAndDependent_IsSecretAndDependent()
    {
        var resource = new DependencyResource("urn:a");

        var data = await Output.Tuple(Output.CreateSecret("s"), resource.Urn, Output.Create(3)).DataTask;

        Assert.Equal(("s", "urn:a", 3), data.Value);
        Assert.True(data.IsSecret);
        Assert.Equal([resource], data.Resources);
    }

    [Fact]
    public async Task Tuple_OfEight_KeepsTheirOrder()
        => Assert.Equal(
            (1, "2", 3, "4", 5, "6", 7, "8"),
            await OutputUtilities.GetValueAsync(Output.Tuple(
                Output.Create(1), Output.Create("2"), Output.Create(3), Output.Create("4"), Output.Create(5), Output.Create("6"), Output.Create(7), Output.Create("8"))));

    [Fact]
    public async Task Format_OfInputsAndOutputs_IsSecretIfOneIs()
    {
        Input<string> name = "job";

        var data = await Output.Format($"{name}-{Output.CreateSecret(7)}-{1.5}").DataTask;

        Assert.Equal(("job-7-1.5", true), (data.Value, data.IsSecret));
    }

    [Fact]
    public async Task Unsecret_OfSecret_IsPlain() => Assert.False(await Output.IsSecretAsync(Output.Unsecret(Output.CreateSecret(1))));

    [Fact]
    public async Task WithDependency_OfResource_AddsIt()
    {
        var resource = new DependencyResource("urn:a");

        Assert.Equal([resource], await OutputUtilities.GetDependenciesAsync(OutputUtilities.WithDependency(Output.Create(1), resource)));
    }

    [Fact]
    public void ToString_OutsideAProgram_SaysWhatToDo() => Assert.Contains("Output.Format", Output.Create(1).ToString(), StringComparison.Ordinal);

    [Fact]
    public async Task JsonSerialize_ValueWithOutputs_WaitsForThemAndIsAsSecretAsTheyAre()
    {
        var late = new TaskCompletionSource<string>();
        var value = new Dictionary<string, Output<string>> { ["late"] = Output.Create(late.Task), ["secret"] = Output.CreateSecret("s") };

        var json = Output.JsonSerialize(Output.Create(value));
        late.SetResult("l");

        var data = await json.DataTask;
        Assert.Equal(("""{"late":"l","secret":"s"}""", true, true), (data.Value, data.IsKnown, data.IsSecret));
    }

    [Fact]
    public async Task JsonSerialize_ValueWithUnknown_IsUnknown()
    {
        InputMap<string> value = new() { ["a"] = OutputUtilities.CreateUnknown("") };

        Assert.False(await OutputUtilities.GetIsKnownAsync(Output.JsonSerialize(Output.Create(value))));
    }

    [Fact]
    public async Task JsonDeserialize_OfSecretText_MakesSecretOutputsInside()
    {
        var data = await Output.JsonDeserialize<Dictionary<string, Output<int>>>(Output.CreateSecret("""{"a":1}""")).DataTask;

        Assert.True(data.IsSecret);
        Assert.Equal((1, true), ((await data.Value["a"].DataTask).Value, (await data.Value["a"].DataTask).IsSecret));
    }

    [Fact]
    public async Task InputJson_OfText_IsItsElement()
    {
        InputJson json = """{"a":[1]}""";

        Assert.Equal(1, (await OutputUtilities.GetValueAsync(json.ToOutput())).GetProperty("a")[0].GetInt32());
        Assert.ThrowsAny<JsonException>(() => (InputJson)"{");
    }

    [Fact]
    public async Task OutputExtensions_OfListsAndUnions_LookInside()
    {
        var list = Output.Create(ImmutableArray.Create("a", "b"));
        var union = Output.Create(Union<string, int>.FromT1(4));

        Assert.Equal("b", await OutputUtilities.GetValueAsync(list.GetAt(1)));
        Assert.Equal(2, await OutputUtilities.GetValueAsync(list.Length()));
        Assert.Equal(4, await OutputUtilities.GetValueAsync(union.AsT1()));
        Assert.False(await OutputUtilities.GetValueAsync(union.IsT0()));
    }

    [Fact]
    public void OutputData_Join_IsUnknownSecretAndDependentAsEither()
    {
        var resource = new DependencyResource("urn:a");
        var joined = (OutputData<int>.Known(1) with { IsSecret = true }).Join(new OutputData<int>(2, IsKnown: false, IsSecret: false, [resource]));

        Assert.Equal((2, false, true), (joined.Value, joined.IsKnown, joined.IsSecret));
        Assert.Equal([resource], joined.Resources);
    }
}

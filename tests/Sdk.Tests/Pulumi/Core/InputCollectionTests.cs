using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Provisioner.Sdk.Tests.Pulumi.Core;

public class InputCollectionTests
{
    [Fact]
    public async Task InputList_FromEveryForm_HasTheSameElements()
    {
        string[] expected = ["a", "b"];
        Input<string>[] inputs = ["a", Output.Create("b")];
        InputList<string>[] lists =
        [
            expected,
            inputs,
            new List<string>(expected),
            ImmutableArray.Create(expected),
            new[] { Output.Create("a"), Output.Create("b") },
            Output.Create(expected),
            Output.Create(new List<string>(expected)),
            Output.Create<IEnumerable<string>>(expected),
            Output.Create(ImmutableArray.Create(expected)),
            new InputList<string> { "a", Output.Create("b") },
        ];

        foreach (var list in lists)
            Assert.Equal(expected, await OutputUtilities.GetValueAsync(list.ToOutput()));
    }

    [Fact]
    public async Task InputList_AddAfterRead_IsSeen()
    {
        InputList<string> list = new() { "a" };
        Assert.Equal(["a"], await OutputUtilities.GetValueAsync(list.ToOutput()));

        list.Add("b", "c");

        Assert.Equal(["a", "b", "c"], await OutputUtilities.GetValueAsync(list.ToOutput()));
    }

    [Fact]
    public async Task InputList_Concat_LeavesBothAsTheyWere()
    {
        InputList<string> first = new() { "a" };
        InputList<string> second = new() { "b" };

        var both = first.Concat(second);

        Assert.Equal(["a", "b"], await OutputUtilities.GetValueAsync(both.ToOutput()));
        Assert.Equal(["a"], await OutputUtilities.GetValueAsync(first.ToOutput()));
    }

    [Fact]
    public async Task InputList_WithASecretElement_IsSecretAsAWhole()
        => Assert.True(await Output.IsSecretAsync(new InputList<string> { "a", Output.CreateSecret("s") }.ToOutput()));

    [Fact]
    public async Task InputMap_AddAndMerge_LastOneWins()
    {
        InputMap<string> map = new() { { "a", "1" }, { "b", Output.Create("2") } };

        var merged = InputMap<string>.Merge(map, new Dictionary<string, string> { ["b"] = "3", ["c"] = "4" });

        var values = await OutputUtilities.GetValueAsync(merged.ToOutput());
        Assert.Equal([("a", "1"), ("b", "3"), ("c", "4")], values.OrderBy(entry => entry.Key).Select(entry => (entry.Key, entry.Value)));
    }

    [Fact]
    public async Task InputMap_AddTheNameAgain_FailsUnlessTheValueIsTheSame()
    {
        InputMap<string> same = new() { ["a"] = "1" };
        same.Add("a", Output.Create("1"));
        InputMap<string> other = new() { ["a"] = "1" };
        other.Add("a", "2");

        Assert.Equal("1", (await OutputUtilities.GetValueAsync(same.ToOutput()))["a"]);
        await Assert.ThrowsAsync<ArgumentException>(() => OutputUtilities.GetValueAsync(other.ToOutput()));
    }

    [Fact]
    public async Task InputUnion_OfEither_KeepsWhich()
    {
        InputUnion<string, int> text = "a";
        InputUnion<string, int> number = Output.Create(1);

        Assert.Equal("a", (await OutputUtilities.GetValueAsync(text.ToOutput())).AsT0);
        Assert.Equal(1, (await OutputUtilities.GetValueAsync(number.ToOutput())).AsT1);
    }

    [Fact]
    public void Union_EqualityAndMaps_FollowTheValue()
    {
        Union<string, int> text = "a";

        Assert.True(text == Union<string, int>.FromT0("a"));
        Assert.True(text != Union<string, int>.FromT1(1));
        Assert.Equal(1, text.MapT0(value => value.Length).AsT0);
        Assert.Equal("a!", text.Match(value => value + "!", _ => "number"));
        Assert.True(text.TryPickT0(out var picked, out _));
        Assert.Equal("a", picked);
    }
}

using Provisioner.EmbeddedEngine.Engine;

namespace Provisioner.EmbeddedEngine.Tests.Engine;

/// <summary>Whatever a program declares and whichever step fails: every state that is written is sound (<see cref="Lab"/> checks each), no object is lost, and the stack settles.</summary>
public class RandomStackTests
{
    private const int Steps = 8;

    // The first one found a resource that waited for its replacement and lost its id.
    public static TheoryData<int> Seeds => [2713, .. Enumerable.Range(1, int.Parse(Environment.GetEnvironmentVariable("RANDOM_STACKS") ?? "200", System.Globalization.CultureInfo.InvariantCulture))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Operations_OfAnyKind_KeepTheStateSoundAndLoseNothing(int seed)
    {
        var stack = new RandomStack(seed);
        for (var i = 0; i < Steps; i++)
        {
            var outcome = await stack.StepAsync();
            var unexpected = stack.Lab.Diagnostics.FirstOrDefault(text => text.Contains("unexpected failure", StringComparison.Ordinal));
            Assert.True(unexpected is null, $"{unexpected}\n{stack.Last}");
            AssertNothingIsLost(stack, outcome);
        }

        stack.Unprotect();
        var settled = await stack.SettleAsync();
        Assert.False(settled.Failed, string.Join('\n', stack.Lab.Diagnostics));
        AssertNothingIsLost(stack, settled);
        Assert.DoesNotContain(stack.Lab.State.Resources, state => state.Delete || state.PendingReplacement);
        var again = await stack.SettleAsync();
        Assert.False(again.Failed, string.Join('\n', stack.Lab.Diagnostics));
        Assert.Equal(["same"], again.ChangeSummary.Keys);
        Assert.False((await stack.Lab.DestroyAsync()).Failed, string.Join('\n', stack.Lab.Diagnostics));
        Assert.Empty(stack.Lab.State.Resources);
    }

    private static void AssertNothingIsLost(RandomStack stack, OperationOutcome outcome)
    {
        Assert.All(stack.Lab.State.Resources.Where(state => state.Custom), state => Assert.True(state.Id.Length > 0, $"{state.Urn} has no id after {stack.Last}"));
        var known = stack.Lab.State.Resources.Select(state => state.Id).ToHashSet(StringComparer.Ordinal);
        Assert.All(stack.Lab.Provider.Objects.Keys, id => Assert.True(known.Contains(id) || stack.Retained.Contains(id), $"{id} is live and in no state after {stack.Last}: {outcome.Failed}\n{string.Join('\n', stack.Lab.Diagnostics)}"));
    }
}

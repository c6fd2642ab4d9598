namespace Provisioner.Conformance;

/// <summary>
/// The official Node Automation SDK drives the executable, and what it observes is what it observed of the real engine
/// (<c>kit/README.md</c>; the files under <c>kit/</c> are taken in as they are and never edited to fit).
/// </summary>
public sealed class KitTests(NodeKit kit, KitRuns runs) : IClassFixture<KitRuns>
{
    public static TheoryData<string> Cases => [.. NodeKit.Cases];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Kit_Case_ObservesWhatTheRealEngineDid(string name)
    {
        Assert.SkipUnless(NodeKit.HasNode, $"{name}: Node is not installed");

        var result = await runs.RunAsync(kit, name);

        Assert.True(result.ExitCode == 0 && result.Output.Contains($"passed {name}", StringComparison.Ordinal), $"{result.Output}\n{result.Error}");
    }
}

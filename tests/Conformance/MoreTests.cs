namespace Provisioner.Conformance;

/// <summary>
/// Cases in the kit's form that the kit does not have (<c>more/</c>). What is expected was read off the real engine's public source and
/// tests, not recorded from it: <c>node kit.cjs --record --cases more/cases</c> writes it anew, and a person compares.
/// </summary>
public sealed class MoreTests(NodeKit kit)
{
    public static TheoryData<string> Cases =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "more", "cases"), "*.cjs").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Case_OfOurOwn_ObservesWhatIsExpected(string name)
    {
        Assert.SkipUnless(NodeKit.HasNode, $"{name}: Node is not installed");

        var result = await kit.RunCaseAsync(["--cases", Path.Combine("more", "cases"), name], TestContext.Current.CancellationToken);

        Assert.True(result.ExitCode == 0 && result.Output.Contains($"passed {name}", StringComparison.Ordinal), $"{result.Output}\n{result.Error}");
    }
}

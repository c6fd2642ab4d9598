using System.Text.Json.Nodes;

namespace Provisioner.Conformance;

/// <summary>A killed update leaves what the recordings show (06-interrupted, F10), and the stack goes on from there.</summary>
public sealed class InterruptionTests(NodeKit kit)
{
    [Fact]
    public async Task Kill_WhileCreating_LeavesLockAndPendingCreation()
    {
        Assert.SkipUnless(NodeKit.HasNode, "Node is not installed");

        var result = await kit.RunAsync(Path.Combine("data", "killed-while-creating.cjs"), _ => [], TestContext.Current.CancellationToken);

        Assert.True(result.ExitCode == 0, $"{result.Output}\n{result.Error}");
        var seen = JsonNode.Parse(result.Output.Trim().Split('\n')[^1])!;
        Assert.Equal("failed", (string?)seen["killed"]);
        Assert.Equal("""["pid","username","hostname","timestamp"]""", seen["lock"]!.ToJsonString());
        Assert.Equal(1, (int)seen["locks"]!);
        Assert.Equal("""["creating job"]""", seen["pending"]!.ToJsonString());
        Assert.Equal(
            "ConcurrentUpdateError: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.",
            (string?)seen["whileLocked"]);
        Assert.Equal(0, (int)seen["locksAfterCancel"]!);
        Assert.True((bool)seen["warned"]!);
        Assert.Equal("""{"create":1,"same":2}""", seen["changes"]!.ToJsonString());
        Assert.Equal("[]", seen["pendingAfterClearing"]!.ToJsonString());
    }

    [Fact]
    public async Task Signal_WhileCreating_FinishesTheStepAndSaves()
    {
        Assert.SkipUnless(NodeKit.HasNode, "Node is not installed");

        var result = await kit.RunAsync(Path.Combine("data", "interrupted-by-signal.cjs"), _ => [], TestContext.Current.CancellationToken);

        Assert.True(result.ExitCode == 0, $"{result.Output}\n{result.Error}");
        Assert.Equal(
            """{"exitCode":"1","locks":0,"pending":[],"resources":["job","lab-dev","workspace"],"history":"failed","changes":{"create":1,"same":3}}""",
            result.Output.Trim().Split('\n')[^1]);
    }
}

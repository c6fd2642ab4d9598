using Grpc.Core;
using Provisioner.Sdk.Tests.Automation;
using Pulumi;
using Pulumirpc;

namespace Provisioner.Sdk.Tests.Pulumi.Programs;

/// <summary>How failures and messages reach the engine, and what the runner answers.</summary>
public class ProgramEndingTests
{
    [Fact]
    public async Task Run_ProgramThrows_IsReportedOnceAndAnswered()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        var result = await InlinePrograms.RunAsync(engine, void () => throw new FormatException("broken"));

        Assert.False(result.Succeeded);
        Assert.IsType<FormatException>(result.Exception!);
        var log = Assert.Single(engine.Messages);
        Assert.Equal(LogSeverity.Error, log.Severity);
        Assert.Contains("System.FormatException: broken", log.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_RunException_IsReportedWithoutAStackTrace()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        await InlinePrograms.RunAsync(engine, void () => throw new RunException("no such domain"));

        Assert.Equal("no such domain", Assert.Single(engine.Messages).Message);
    }

    [Fact]
    public async Task Run_ResourceException_IsReportedOfItsResource()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        await InlinePrograms.RunAsync(engine, () =>
        {
            var shelf = new Shelf("s");
            shelf.Label.Apply(string (_) => throw new ResourceException("too narrow", shelf, hideStack: true));
        });

        var log = Assert.Single(engine.Messages);
        Assert.Equal(("too narrow", "urn:pulumi:dev::shop::shop:index:Shelf::s"), (log.Message, log.Urn));
    }

    [Fact]
    public async Task Run_MonitorFails_ExceptionIsTheCallsAndDependentsDoNotHang()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        engine.Register = request => request.Name == "bad"
            ? throw new RpcException(new Status(StatusCode.Unknown, "resource monitor shut down while waiting on step's done channel"))
            : ScriptedEngine.AnswerWithArguments(request);

        var result = await InlinePrograms.RunAsync(engine, () => _ = new Shelf("after", new ShelfArgs { Label = new Shelf("bad").Label }));

        Assert.False(result.Succeeded);
        Assert.IsType<RpcException>(result.Exception!);
        Assert.True(SdkBuild.IsOfficial || !engine.Messages.Any(), "The engine knows: only the official SDK says it once more.");
        Assert.DoesNotContain(engine.RequestsOf<RegisterResourceRequest>(), request => request.Name == "after");
    }

    [Theory]
    [InlineData(StatusCode.Unavailable, true)]
    [InlineData(StatusCode.Internal, false)]
    public async Task Run_EngineEndsWhileWeWait_IsAFailureUnlessItOnlyWentAway(StatusCode failure, bool succeeds)
    {
        Assert.SkipWhen(SdkBuild.IsOfficial && succeeds, "It fails when the engine went away.");
        await using var engine = await ScriptedEngine.StartAsync();
        engine.ShutdownFailure = failure;

        Assert.Equal(succeeds, (await InlinePrograms.RunAsync(engine, () => _ = new Shelf("s"))).Succeeded);
    }

    [Fact]
    public async Task Run_ValueThatCannotBeSent_NamesTheProperty()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        var result = await InlinePrograms.RunAsync(engine, () => _ = new Shelf("s", new ShelfArgs { Raw = Output.Create<object>(1L) }));

        Assert.False(result.Succeeded);
        Assert.Contains("error serializing property \"raw\"", Assert.Single(engine.Messages).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_OfResourceAndStream_IsSentInOrder()
    {
        Assert.SkipWhen(SdkBuild.IsOfficial, "It sends messages in any order.");
        await using var engine = await ScriptedEngine.StartAsync();

        var result = await InlinePrograms.RunAsync(engine, () =>
        {
            var shelf = new Shelf("s");
            Log.Info("one", shelf, streamId: 4, ephemeral: true);
            Log.Warn("two");
            Log.Info("three");
        });

        Assert.True(result.Succeeded);
        Assert.Equal(["one", "two", "three"], engine.Messages.Select(log => log.Message));
        var first = engine.Messages.First();
        Assert.Equal(("urn:pulumi:dev::shop::shop:index:Shelf::s", 4, true, LogSeverity.Info), (first.Urn, first.StreamId, first.Ephemeral, first.Severity));
    }

    [Fact]
    public async Task LogError_WithoutException_FailsTheProgram()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        var result = await InlinePrograms.RunAsync(engine, () => Log.Error("bad"));

        Assert.Equal(new ProgramResult(false, null), result);
    }
}

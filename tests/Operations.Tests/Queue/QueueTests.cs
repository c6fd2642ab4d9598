using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Provisioner.Operations.Data;
using Provisioner.Operations.Queue;
using Provisioner.Operations.Secrets;
using Provisioner.Operations.Store;

namespace Provisioner.Operations.Tests.Queue;

public sealed class QueueTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly RecordingHandler _handler = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task AcceptAsync_ManyOfFewQueues_EachQueueInOrderOneAtATimeAndNeverMoreThanTheLimit()
    {
        using var host = await StartAsync(concurrency: 3);
        var queue = host.Services.GetRequiredService<OperationQueue>();
        var accepted = Enumerable.Range(0, 40).Select(i => queue.AcceptAsync(Operation($"q{i % 5}", $"{i}"))).ToArray();
        await Task.WhenAll(accepted);
        await _handler.EndedAsync(40);
        await host.StopAsync();

        foreach (var group in _handler.Runs.GroupBy(run => run.Queue))
            Assert.Equal(group.Select(run => run.Sequence).Order(), group.Select(run => run.Sequence));
        Assert.Equal(1, _handler.MostOfOneQueue);
        Assert.InRange(_handler.MostAtOnce, 2, 3);
    }

    [Fact]
    public async Task Stop_WhileAnOperationRuns_LeavesItOpen_AndTheNextStartContinuesIt()
    {
        string token;
        _handler.Hold = true;
        using (var host = await StartAsync())
        {
            token = await host.Services.GetRequiredService<OperationQueue>().AcceptAsync(Operation("a", "x"));
            await _handler.StartedAsync();
            await host.StopAsync();
            Assert.Equal(OperationStatus.Running, host.Services.GetRequiredService<OperationStore>().Find(token)!.Status);
        }

        _handler.Hold = false;
        using var again = await StartAsync();
        await _handler.EndedAsync(1);
        await again.StopAsync();
        Assert.Equal(OperationStatus.Completed, again.Services.GetRequiredService<OperationStore>().Find(token)!.Status);
    }

    [Fact]
    public async Task HandlerThrows_OperationFailsWithoutStackTraceAndTheQueueGoesOn()
    {
        using var host = await StartAsync();
        var store = host.Services.GetRequiredService<OperationStore>();
        var queue = host.Services.GetRequiredService<OperationQueue>();
        var bad = await queue.AcceptAsync(Operation("a", "throw"));
        var good = await queue.AcceptAsync(Operation("a", "fine"));
        await _handler.EndedAsync(2);
        await host.StopAsync();

        var failed = store.Find(bad)!;
        Assert.Equal(OperationStatus.Failed, failed.Status);
        Assert.Contains("InvalidTimeZoneException", failed.Result, StringComparison.Ordinal);
        Assert.DoesNotContain("RecordingHandler", failed.Result, StringComparison.Ordinal);
        Assert.Equal(OperationStatus.Completed, store.Find(good)!.Status);
    }

    [Fact]
    public async Task Ending_HoldsASecret_StoredRedactedInResultInfoAndLog()
    {
        using var host = await StartAsync();
        var store = host.Services.GetRequiredService<OperationStore>();
        var token = await host.Services.GetRequiredService<OperationQueue>().AcceptAsync(Operation("a", "leak"));
        await _handler.EndedAsync(1);
        await host.StopAsync();

        var row = store.Find(token)!;
        Assert.Equal("with [secret]", row.Result);
        Assert.Equal("""{"at":"[secret]"}""", row.Info);
        Assert.Contains(store.Logs(row.Sequence), line => line.Message == "log [secret]");
    }

    private static NewOperation Operation(string queue, string request) => new() { Kind = OperationKind.Provision, Queue = queue, Request = request };

    private async Task<IHost> StartAsync(int concurrency = 2)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(_ => DataFolder.Open(_temporary.Path));
        builder.Services.AddSingleton(new Redactor(["hidden-token"]));
        builder.Services.AddOperations(concurrency);
        // The queue alone is under test: the real handlers need settings and clients.
        builder.Services.RemoveAll<IOperationHandler>();
        builder.Services.AddSingleton<IOperationHandler>(_handler);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private sealed class RecordingHandler : IOperationHandler
    {
        private readonly SemaphoreSlim _ended = new(0);
        private readonly SemaphoreSlim _started = new(0);
        private readonly ConcurrentDictionary<string, int> _running = new();
        private int _atOnce;

        public OperationKind Kind => OperationKind.Provision;

        public bool Hold { get; set; }

        public ConcurrentQueue<(string Queue, long Sequence)> Runs { get; } = new();

        public int MostAtOnce { get; private set; }

        public int MostOfOneQueue { get; private set; }

        public async Task StartedAsync() => Assert.True(await _started.WaitAsync(TimeSpan.FromSeconds(20)), "no operation started");

        public async Task EndedAsync(int count)
        {
            for (var i = 0; i < count; i++)
                Assert.True(await _ended.WaitAsync(TimeSpan.FromSeconds(20)), $"only {i} of {count} operations ended");
        }

        public async Task<OperationEnding> RunAsync(OperationRow operation, OperationLog log, CancellationToken cancellationToken)
        {
            lock (_running)
            {
                MostAtOnce = Math.Max(MostAtOnce, ++_atOnce);
                MostOfOneQueue = Math.Max(MostOfOneQueue, _running.AddOrUpdate(operation.Queue, 1, (_, n) => n + 1));
            }

            Runs.Enqueue((operation.Queue, operation.Sequence));
            _started.Release();
            try
            {
                if (Hold)
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellationToken);
                if (operation.Request == "throw")
                    throw new InvalidTimeZoneException("boom");
                log.Info("x", "log hidden-token");
                return operation.Request == "leak"
                    ? OperationEnding.Completed("with hidden-token", new System.Text.Json.Nodes.JsonObject { ["at"] = "hidden-token" })
                    : OperationEnding.Completed("done");
            }
            finally
            {
                lock (_running)
                {
                    _atOnce--;
                    _running.AddOrUpdate(operation.Queue, 0, (_, n) => n - 1);
                }

                if (!cancellationToken.IsCancellationRequested)
                    _ended.Release();
            }
        }
    }
}

using Provisioner.EmbeddedEngine.Engine;
using Provisioner.EmbeddedEngine.Events;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.State;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Tests.Engine;

public class FailureTests
{
    [Fact]
    public async Task Create_OneFails_IndependentOnesAreDoneDependantsNot()
    {
        var lab = new Lab();
        lab.Provider.OnCreate = r => r.Name == "bad" ? throw new ProviderException("cannot create thing: it already exists") : Task.CompletedTask;

        var outcome = await lab.UpAsync(async p =>
        {
            var bad = p.ThingAsync("bad");
            var free = p.ThingAsync("free");
            var waits = WaitsAsync(p, bad);
            await Task.WhenAll(bad, free, waits);
        });

        Assert.True(outcome.Failed);
        Assert.False(outcome.Canceled);
        Assert.Equal("1 error occurred:\n\t* cannot create thing: it already exists\n\n\n", lab.Events.OfType<DiagnosticEvent>().First().Message);
        Assert.Equal("error: update failed", lab.Diagnostics.Last());
        Assert.Equal(["create bad"], lab.Events.OfType<ResourceOperationFailedEvent>().Select(e => $"{e.Metadata.Op} {e.Metadata.Urn.Split("::")[^1]}"));
        Assert.True(lab.Has("free"));
        Assert.False(lab.Has("bad"));
        Assert.DoesNotContain("create waits", lab.Started);
        Assert.Empty(lab.State.PendingOperations);
    }

    [Fact]
    public async Task Create_FailsAndMoreIsDeclaredLater_DoesNotDeleteTheRest()
    {
        var lab = new Lab();
        await lab.UpAsync(p => p.ThingAsync("old"));
        lab.Provider.OnCreate = _ => throw new ProviderException("no");

        await lab.UpAsync(p => p.ThingAsync("bad"));

        Assert.True(lab.Has("old"));
        Assert.Single(lab.Provider.Objects);
    }

    [Fact]
    public async Task Create_PartlyDone_KeepsTheObjectWithItsErrors()
    {
        var lab = new Lab();
        lab.Provider.OnCreate = _ => throw new ProviderException("half done") { Partial = new CreateResult("55", PropertyMap.Empty.Set("size", 1)) };

        await lab.UpAsync(p => p.ThingAsync("a", ("size", 1)));
        lab.Provider.OnCreate = _ => Task.CompletedTask;
        var state = lab.Resource("a");
        var outcome = await lab.UpAsync(p => p.ThingAsync("a", ("size", 1)));

        Assert.Equal("55", state.Id);
        Assert.Single(state.InitErrors);
        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        Assert.Equal(["update a"], lab.Finished);
        Assert.Empty(lab.Resource("a").InitErrors);
    }

    [Fact]
    public async Task Update_Fails_KeepsOldInputsTakesWantedOutputsAndTriesAgain()
    {
        var lab = new Lab();
        await lab.UpAsync(p => p.ThingAsync("a", ("size", 1)));
        lab.Provider.OnUpdate = _ => throw new ProviderException("cannot update thing: no permission");

        var failed = await lab.UpAsync(p => p.ThingAsync("a", ("size", 2)));
        var state = lab.Resource("a");
        var failure = lab.Events.OfType<ResourceOperationFailedEvent>().Single();
        var said = lab.Events.OfType<DiagnosticEvent>().First().Message;
        lab.Provider.OnUpdate = _ => Task.CompletedTask;
        var outcome = await lab.UpAsync(p => p.ThingAsync("a", ("size", 2)));

        Assert.True(failed.Failed);
        Assert.Equal(1, failure.Status);
        Assert.Equal($"1 error occurred:\n\t* updating {Lab.Urn("a")}: 1 error occurred:\n\t* cannot update thing: no permission\n\n\n\n\n", said);
        Assert.Equal(new NumberValue(1), state.Inputs["size"]);
        Assert.Equal(new NumberValue(2), state.Outputs["size"]);
        Assert.Equal([$"updating {Lab.Urn("a")}: 1 error occurred:\n\t* cannot update thing: no permission\n\n"], state.InitErrors);
        Assert.False(outcome.Failed, string.Join('\n', lab.Diagnostics));
        var again = lab.Events.OfType<ResourceOutputsEvent>().Single(e => e.Metadata.Op == "update").Metadata;
        Assert.Empty(again.DetailedDiff!);
        Assert.Equal(new NumberValue(2), lab.Resource("a").Inputs["size"]);
    }

    [Fact]
    public async Task Delete_Fails_StateMayBeWrongAndWhatItStandsOnStays()
    {
        var lab = new Lab();
        await lab.UpAsync(async p =>
        {
            var a = await p.ThingAsync("a");
            await p.ThingAsync("b", g => g with { Dependencies = [a.Urn] });
        });
        lab.Provider.OnDelete = _ => throw new ProviderException("cannot delete thing: gone");

        var outcome = await lab.DestroyAsync();

        Assert.True(outcome.Failed);
        Assert.True(lab.Has("a") && lab.Has("b"));
        Assert.Contains($"error: deleting {Lab.Urn("b")}: 1 error occurred:\n\t* cannot delete thing: gone", lab.Diagnostics);
        Assert.Equal(2, lab.Events.OfType<ResourceOperationFailedEvent>().Single().Status);
        Assert.True(lab.Events.OfType<SummaryEvent>().Single() is { MaybeCorrupt: true, Result: "failed" });
    }

    [Fact]
    public async Task Program_Throws_FailsAndDeletesNothing()
    {
        var lab = new Lab();
        await lab.UpAsync(p => p.ThingAsync("old"));

        var outcome = await lab.UpAsync(async p =>
        {
            await p.ThingAsync("new");
            throw new InvalidOperationException("boom");
        });

        Assert.True(outcome.Failed);
        Assert.Equal(["error: an unhandled error occurred: boom"], lab.Diagnostics);
        Assert.True(lab.Has("old") && lab.Has("new"));
    }

    [Fact]
    public async Task ContinueOnError_OneFails_TheRestIsDoneAndItsDependantIsSkipped()
    {
        var lab = new Lab();
        lab.Provider.OnCreate = r => r.Name == "bad" ? throw new ProviderException("no") : Task.CompletedTask;
        var results = new List<ResourceResult>();

        var outcome = await lab.UpAsync(
            async p =>
            {
                var bad = await p.ThingAsync("bad");
                var waits = await p.ThingAsync("waits", g => g with { Dependencies = [bad.Urn] });
                var free = await p.ThingAsync("free");
                results.AddRange([bad.Result, waits.Result, free.Result]);
            },
            r => r with { ContinueOnError = true });

        Assert.True(outcome.Failed);
        Assert.Equal([ResourceResult.Fail, ResourceResult.Skip, ResourceResult.Success], results);
        Assert.True(lab.Has("free"));
        Assert.False(lab.Has("waits"));
    }

    [Fact]
    public async Task Provider_Unknown_IsRefusedByName()
    {
        var lab = new Lab();

        var outcome = await lab.UpAsync(p => p.ThingAsync("a", g => g with { Type = "aws:s3:Bucket" }));

        Assert.True(outcome.Failed);
        Assert.Contains(lab.Diagnostics, d => d.Contains("no provider for package 'aws' (it has: test)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Provider_Defect_EndsAsFailureWithTheStateOfWhatWasDone()
    {
        var lab = new Lab();
        lab.Provider.OnCreate = r => r.Name == "bad" ? throw new ArgumentNullException(nameof(r)) : Task.CompletedTask;

        var outcome = await lab.UpAsync(async p =>
        {
            await p.ThingAsync("good");
            await p.ThingAsync("bad");
        });

        Assert.True(outcome.Failed);
        Assert.True(lab.Has("good"));
    }

    [Fact]
    public async Task Canceled_WhileCreating_FinishesTheStepAndStops()
    {
        var lab = new Lab();
        using var source = new CancellationTokenSource();
        lab.Provider.OnCreate = async r =>
        {
            if (r.Name == "a")
            {
                await source.CancelAsync();
            }
        };

        var outcome = await lab.UpAsync(
            async p =>
            {
                await p.ThingAsync("a");
                await p.ThingAsync("b");
            },
            cancellationToken: source.Token);

        Assert.True(outcome.Canceled);
        Assert.True(lab.Has("a"));
        Assert.False(lab.Has("b"));
        Assert.Empty(lab.State.PendingOperations);
        Assert.Equal("error: update canceled", lab.Diagnostics.Last());
    }

    [Fact]
    public async Task PendingCreation_OfAnEarlierRun_IsWarnedOfAndStaysUntilCleared()
    {
        var lab = new Lab();
        await lab.UpAsync(_ => Task.CompletedTask);
        var pending = new ResourceState { Urn = Lab.Urn("a"), Type = "test:index:Thing", Custom = true };
        lab.State = lab.State with { PendingOperations = [new(pending, PendingOperationType.Creating), new(pending, PendingOperationType.Deleting)] };

        await lab.UpAsync(p => p.ThingAsync("a"));
        var warned = lab.Diagnostics.ToList();
        var after = lab.State.PendingOperations;
        await lab.RefreshAsync(r => r with { ClearPendingCreates = true });

        Assert.StartsWith(
            $"warning: Attempting to deploy or update resources with 2 pending operations from previous deployment.\n  * {Lab.Urn("a")}, interrupted while creating\n",
            Assert.Single(warned), StringComparison.Ordinal);
        Assert.Equal(PendingOperationType.Creating, Assert.Single(after).Type);
        Assert.Empty(lab.State.PendingOperations);
    }

    [Fact]
    public async Task Create_FailsAndTheProgramNeverEnds_EndsTheOperation()
    {
        var lab = new Lab();
        lab.Provider.OnCreate = _ => throw new ProviderException("no");

        var outcome = await lab.UpAsync(async p =>
        {
            try
            {
                await p.ThingAsync("bad");
            }
            catch (OperationCanceledException)
            {
                await new TaskCompletionSource().Task;
            }
        });

        Assert.True(outcome.Failed);
        Assert.Equal("error: update failed", lab.Diagnostics.Last());
    }

    private static async Task WaitsAsync(ScriptedProgram p, Task<RegisteredResource> bad)
    {
        var done = await bad;
        await p.ThingAsync("waits", g => g with { Dependencies = [done.Urn] });
    }
}

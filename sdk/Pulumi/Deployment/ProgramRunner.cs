using System.Collections.Immutable;
using System.Reflection;
using Grpc.Core;
using Pulumirpc;

namespace Pulumi;

/// <summary>Runs a program, waits for all that it started, and reports what failed.</summary>
internal sealed class ProgramRunner(Deployment deployment) : IRunner
{
    // The engine has been told why; language hosts then add nothing.
    private const int FailedAndReported = 32;

    public ImmutableList<Exception> SwallowedExceptions { get; private set; } = [];

    public Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options)
        => RunToEndAsync(() => new Stack(func, options));

    public Task<int> RunAsync<TStack>()
        where TStack : Stack, new()
        => RunAsync(() => (TStack)Activator.CreateInstance(typeof(TStack), BindingFlags.DoNotWrapExceptions, binder: null, args: null, culture: null)!);

    public Task<int> RunAsync<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        return RunAsync(() => serviceProvider.GetService(typeof(TStack)) as TStack
            ?? throw new InvalidOperationException($"The service provider has no {typeof(TStack)}: register the stack's class with it before calling RunAsync."));
    }

    public Task<int> RunAsync<TStack>(Func<TStack> stackFactory)
        where TStack : Stack
        => RunToEndAsync(() => stackFactory().RegisterPropertyOutputs());

    private async Task<int> RunToEndAsync(Action declare)
    {
        try
        {
            declare();
        }
        catch (Exception exception)
        {
            return await FailAsync([exception]).ConfigureAwait(false);
        }

        if (await deployment.Tasks.WaitAsync().ConfigureAwait(false) is { Length: > 0 } failures)
            return await FailAsync(failures).ConfigureAwait(false);
        if (deployment.Logger.HasErrors)
            return 1;
        try
        {
            await deployment.Monitor.SignalAndWaitForShutdownAsync().ConfigureAwait(false);
            return 0;
        }
        catch (RpcException exception) when (IsShutdown(exception))
        {
            // It ended before it could answer: it does not need the program any more.
            return 0;
        }
        catch (RpcException exception)
        {
            return await FailAsync([exception]).ConfigureAwait(false);
        }
    }

    private async Task<int> FailAsync(ImmutableArray<Exception> failures)
    {
        SwallowedExceptions = SwallowedExceptions.AddRange(failures);
        var reported = false;
        foreach (var failure in failures)
            reported |= await TryReportAsync(failure).ConfigureAwait(false);
        return reported ? FailedAndReported : 1;
    }

    private async Task<bool> TryReportAsync(Exception failure)
    {
        // What could not be logged is not logged either; it is in the result.
        if (failure is LogException)
            return false;

        // The engine stopped answering because of something that it has reported itself.
        if (failure is RpcException rpc && IsShutdown(rpc))
            return true;
        var (message, resource) = failure switch
        {
            RunException run => (run.Message, null),
            ResourceException about => (about.HideStack ? about.Message : about.ToString(), about.Resource),
            RpcException { Status.Detail: { Length: > 0 } detail } => (detail, null),
            _ => ($"Running program '{Assembly.GetEntryAssembly()?.Location}' failed with an unhandled exception:\n{failure}", (Resource?)null),
        };
        try
        {
            await deployment.Logger.LogAsync(LogSeverity.Error, message, resource).ConfigureAwait(false);
            return true;
        }
        catch (LogException exception)
        {
            SwallowedExceptions = SwallowedExceptions.Add(exception);
            return false;
        }
    }

    private static bool IsShutdown(RpcException exception)
        => exception.StatusCode is StatusCode.Unavailable or StatusCode.Cancelled
            || exception.Status.Detail.Contains("resource monitor shut down", StringComparison.Ordinal);
}

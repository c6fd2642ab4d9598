using Pulumi.Automation.Commands.Exceptions;

namespace Pulumi.Automation.Runtime;

/// <summary>Offers an inline program to the engine for the length of one operation.</summary>
internal static class InlineProgramHost
{
    /// <param name="operation">Gets the address for the command's <c>--client</c>.</param>
    /// <exception cref="Exception">What the program threw, if that is why the operation failed.</exception>
    public static async Task<T> RunAsync<T>(InlineProgramRun run, Func<string, Task<T>> operation)
    {
        var host = await LoopbackHostPool.Shared.RentAsync(run.CancellationToken).ConfigureAwait(false);
        host.Slot.Program = run;
        // Only a command that is known to have ended leaves the listener fit for the next one.
        var ended = false;
        try
        {
            var result = await operation($"127.0.0.1:{host.Port}").ConfigureAwait(false);
            ended = true;
            return result;
        }
        catch (Exception exception)
        {
            ended = exception is CommandException;
            run.Failure?.Throw();
            throw;
        }
        finally
        {
            await LoopbackHostPool.Shared.ReturnAsync(host, ended).ConfigureAwait(false);
        }
    }
}

using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>
/// The verbs of the pulumi CLI on the embedded engine: <c>provisioner pulumi …</c>, and the same in process.
/// Texts, JSON and exit codes are the CLI's (recordings, F7 and <c>cli-transcript.txt</c>).
/// </summary>
public static class PulumiCli
{
    /// <returns>The exit code. Nothing but a bug is thrown.</returns>
    public static async Task<int> RunAsync(PulumiInvocation invocation, CancellationToken cancellationToken)
    {
        try
        {
            var line = CommandLine.Parse(RootCommand.Make(), invocation.Arguments);
            var context = new CommandContext(invocation, line);
            if (line.Flag("help") || line.Command.RunAsync is null)
            {
                HelpText.Print(context);
                return ExitCodes.Success;
            }
            return await line.Command.RunAsync(context, cancellationToken);
        }
        catch (CliException e)
        {
            return Fail(invocation, e.Message, e.ExitCode);
        }
        catch (BackendException e)
        {
            return Fail(invocation, e.Message, ExitCodes.Error);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(invocation, e.Message, ExitCodes.Error);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Fail(invocation, "canceled", ExitCodes.Error);
        }
        finally
        {
            await invocation.Output.FlushAsync(CancellationToken.None);
            await invocation.Error.FlushAsync(CancellationToken.None);
        }
    }

    private static int Fail(PulumiInvocation invocation, string message, int exitCode)
    {
        invocation.Error.Write($"error: {message}\n");
        return exitCode;
    }
}

using Microsoft.Extensions.Logging;
using Pulumirpc;

namespace Pulumi.Automation.Runtime;

/// <summary>Runs an inline program against the engine that asked for it.</summary>
internal static partial class InlineDeployment
{
    public static async Task<InlineDeploymentResult> RunAsync(InlineProgramRun run, RunRequest request, CancellationToken cancellationToken)
    {
        if (run.Logger is { } logger)
        {
            Started(logger, request.Project, request.Stack, request.DryRun);
        }
        var settings = new InlineDeploymentSettings
        {
            MonitorAddress = request.MonitorAddress,
            // The CLI hands the engine's address over as the program's first argument.
            EngineAddress = request.Args.Count > 0 ? request.Args[0] : "",
            Organization = request.Organization,
            Project = request.Project,
            Stack = request.Stack,
            Config = new Dictionary<string, string>(request.Config, StringComparer.Ordinal),
            ConfigSecretKeys = request.ConfigSecretKeys,
            Parallel = request.Parallel,
            IsDryRun = request.DryRun,
        };
        var result = await Deployment.RunInlineAsync(settings, runner => run.Program.InvokeAsync(runner, cancellationToken)).ConfigureAwait(false);
        if (run.Logger is not null)
        {
            Ended(run.Logger, request.Project, request.Stack, result.ExitCode);
        }
        return result;
    }

    [LoggerMessage(1, LogLevel.Debug, "The program of {Project}/{Stack} starts (preview: {DryRun}).")]
    private static partial void Started(ILogger logger, string project, string stack, bool dryRun);

    [LoggerMessage(2, LogLevel.Debug, "The program of {Project}/{Stack} ended with exit code {ExitCode}.")]
    private static partial void Ended(ILogger logger, string project, string stack, int exitCode);
}

namespace Provisioner.Api.Errors;

internal static partial class Log
{
    [LoggerMessage(300, Microsoft.Extensions.Logging.LogLevel.Error, "{Method} {Path} failed unexpectedly (request {TraceIdentifier})")]
    public static partial void RequestFaulted(ILogger logger, Exception fault, string method, string path, string traceIdentifier);
}

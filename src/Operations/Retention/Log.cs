using Microsoft.Extensions.Logging;

namespace Provisioner.Operations.Retention;

internal static partial class Log
{
    [LoggerMessage(200, LogLevel.Information, "Retention: deleted {Operations} operations, {Files} history and backup files")]
    public static partial void Pruned(ILogger logger, long operations, int files);
}

using Microsoft.Extensions.Logging;

namespace Provisioner.Emulator;

internal static partial class Log
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Not emulated: {Method} http://{Host}{Path}")]
    public static partial void UnknownCall(ILogger logger, string method, string host, string path);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "The emulator failed at {Method} http://{Host}{Path}")]
    public static partial void Failed(ILogger logger, Exception exception, string method, string host, string path);
}

using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Provisioner.Operations.Secrets;

namespace Provisioner.Api.Logging;

/// <summary>One line per message, exceptions below it, secrets taken out of all of it.</summary>
internal sealed class RedactingFormatter(Redactor redactor, TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "redacting";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        textWriter.Write(time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        textWriter.Write(LevelName(logEntry.LogLevel));
        textWriter.Write(logEntry.Category);
        textWriter.Write(": ");
        textWriter.WriteLine(redactor.Redact(message));
        if (logEntry.Exception is { } fault)
            textWriter.WriteLine(redactor.Redact(fault.ToString()));
    }

    private static string LevelName(LogLevel level) => level switch
    {
        LogLevel.Trace => " TRACE ",
        LogLevel.Debug => " DEBUG ",
        LogLevel.Information => " INFO ",
        LogLevel.Warning => " WARNING ",
        _ => " ERROR ",
    };
}

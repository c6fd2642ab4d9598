using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Provisioner.EmbeddedEngine.Protocol;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>The event log: a file with a line for each event, an SDK's listener, the caller in process; any of them, or none.</summary>
internal sealed class OperationLog : IAsyncDisposable
{
    private const string StreamPrefix = "tcp://";

    // Plain characters stay plain; the log is not for a web page.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Action<JsonObject>? _listener;
    private readonly StreamWriter? _file;
    private readonly EventStream? _stream;

    private OperationLog(Action<JsonObject>? listener, StreamWriter? file, EventStream? stream) => (_listener, _file, _stream) = (listener, file, stream);

    /// <summary>Somebody wants the events as JSON.</summary>
    public bool IsWanted => _listener is not null || _file is not null || _stream is not null;

    /// <summary>Counts on over a preview and the operation after it.</summary>
    public int NextSequence { get; set; }

    public static OperationLog Open(CommandContext context)
    {
        var target = context.Line.Text("event-log");
        if (string.IsNullOrEmpty(target))
            return new OperationLog(context.Invocation.OnEngineEvent, null, null);
        if (target.StartsWith(StreamPrefix, StringComparison.Ordinal))
            return new OperationLog(context.Invocation.OnEngineEvent, null, new EventStream(target[StreamPrefix.Length..]));
        var file = new FileStream(Path.GetFullPath(target, context.WorkingDirectory), FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        return new OperationLog(context.Invocation.OnEngineEvent, new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)), null);
    }

    public void Write(JsonObject json)
    {
        if (_file is not null || _stream is not null)
        {
            var text = json.ToJsonString(Options);
            _stream?.Send(text);

            // Each line is there for whoever follows the file as it grows.
            _file?.Write(text + "\n");
            _file?.Flush();
        }
        _listener?.Invoke(json);
    }

    public async ValueTask DisposeAsync()
    {
        if (_file is not null)
            await _file.DisposeAsync();
        if (_stream is not null)
            await _stream.DisposeAsync();
    }
}

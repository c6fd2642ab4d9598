using System.Text;
using Pulumi.Automation.Serialization;

namespace Pulumi.Automation.Events;

/// <summary>Follows an event log that the CLI writes to a file, a JSON object per line.</summary>
internal sealed class FileEventWatcher : IEventWatcher
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly Action<EngineEvent> _onEvent;
    private readonly TimeProvider _time;
    private readonly string _folder = Directory.CreateTempSubdirectory("pulumi-events-").FullName;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _following;
    private long _position;

    public FileEventWatcher(Action<EngineEvent> onEvent, TimeProvider time)
    {
        _onEvent = onEvent;
        _time = time;
        EventLog = Path.Combine(_folder, "eventlog.txt");
        _following = FollowAsync();
    }

    public string EventLog { get; }

    public async Task CompleteAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await _following.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await CompleteAsync().ConfigureAwait(false);
        _ended.Dispose();
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // A temporary folder that cannot be deleted is left to the system.
        }
    }

    private async Task FollowAsync()
    {
        while (!_ended.IsCancellationRequested)
        {
            await ReadAsync(atEnd: false).ConfigureAwait(false);
            await Task.Delay(Interval, _time, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        // The process that wrote is gone: what is in the file now is everything.
        await ReadAsync(atEnd: true).ConfigureAwait(false);
    }

    private async Task ReadAsync(bool atEnd)
    {
        if (!File.Exists(EventLog))
        {
            return;
        }
        var stream = new FileStream(EventLog, FileMode.Open, FileAccess.Read, FileShare.ReadWrite) { Position = _position };
        await using (stream.ConfigureAwait(false))
        {
            var bytes = new byte[stream.Length - _position];
            await stream.ReadExactlyAsync(bytes).ConfigureAwait(false);
            // A line that is still being written waits for its end.
            var length = atEnd ? bytes.Length : Array.LastIndexOf(bytes, (byte)'\n') + 1;
            _position += length;
            foreach (var line in Encoding.UTF8.GetString(bytes, 0, length).Split('\n'))
            {
                if (EngineEventReader.TryRead(line) is { } engineEvent)
                {
                    _onEvent(engineEvent);
                }
            }
        }
    }
}

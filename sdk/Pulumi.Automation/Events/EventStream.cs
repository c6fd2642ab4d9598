using Pulumi.Automation.Serialization;

namespace Pulumi.Automation.Events;

/// <summary>Hands on the events of the streams that a command opens, one at a time.</summary>
internal sealed class EventStream(Action<EngineEvent> onEvent, TimeProvider time)
{
    /// <summary>How long an ended command's stream may take to arrive in full.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _open;
    private bool _ended;

    public void Opened()
    {
        lock (_lock)
        {
            _open++;
        }
    }

    public void Closed()
    {
        lock (_lock)
        {
            _open--;
            SetDrained();
        }
    }

    public void Receive(string text)
    {
        if (EngineEventReader.TryRead(text) is { } engineEvent)
        {
            lock (_lock)
            {
                onEvent(engineEvent);
            }
        }
    }

    /// <summary>The command has ended.</summary>
    /// <returns>Whether all its streams are closed.</returns>
    public async Task<bool> DrainAsync()
    {
        lock (_lock)
        {
            _ended = true;
            SetDrained();
        }
        await _drained.Task.WaitAsync(Patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _drained.Task.IsCompletedSuccessfully;
    }

    private void SetDrained()
    {
        if (_ended && _open == 0)
        {
            _drained.TrySetResult();
        }
    }
}

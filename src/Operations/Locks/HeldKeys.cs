namespace Provisioner.Operations.Locks;

/// <summary>Keys that a caller of <see cref="KeyedLocks"/> holds until it disposes them.</summary>
public sealed class HeldKeys : IDisposable
{
    private readonly Action<string> _giveBack;
    private readonly List<string> _keys = [];
    private int _disposed;

    internal HeldKeys(Action<string> giveBack) => _giveBack = giveBack;

    public IReadOnlyList<string> Keys => _keys;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        for (var i = _keys.Count - 1; i >= 0; i--)
            _giveBack(_keys[i]);
    }

    internal void Add(string key) => _keys.Add(key);
}

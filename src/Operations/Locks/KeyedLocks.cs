namespace Provisioner.Operations.Locks;

/// <summary>
/// In-process locks by name, for things that several stacks share: whoever is about to write one holds its key. A key exists only while somebody
/// holds it or waits for it.
/// </summary>
public sealed class KeyedLocks
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>How many keys are held or waited for.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _entries.Count;
        }
    }

    /// <summary>Takes all the keys; disposing the result gives them back. They are taken in one order by everybody, so no two callers can block each other for ever.</summary>
    public async Task<HeldKeys> AcquireAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var held = new HeldKeys(Leave);
        try
        {
            foreach (var key in keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                var entry = Enter(key);
                try
                {
                    await entry.Semaphore.WaitAsync(cancellationToken);
                }
                catch
                {
                    Leave(key, release: false);
                    throw;
                }

                held.Add(key);
            }

            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private Entry Enter(string key)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var entry))
                _entries.Add(key, entry = new Entry());
            entry.Users++;
            return entry;
        }
    }

    private void Leave(string key) => Leave(key, release: true);

    private void Leave(string key, bool release)
    {
        lock (_gate)
        {
            var entry = _entries[key];
            if (release)
                entry.Semaphore.Release();
            if (--entry.Users == 0)
            {
                _entries.Remove(key);
                entry.Semaphore.Dispose();
            }
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Semaphore { get; } = new(1, 1);

        public int Users { get; set; }
    }
}

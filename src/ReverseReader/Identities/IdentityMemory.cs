using System.Collections.Concurrent;
using Provisioner.Facts.Identities;

namespace Provisioner.ReverseReader.Identities;

/// <summary>
/// Who has been looked up in one operation. An operation reads its facts again whenever something may have changed under it; who the people are does not,
/// and nobody is asked about the same subject twice.
/// </summary>
public sealed class IdentityMemory
{
    private readonly ConcurrentDictionary<object, Lazy<Task<Reading<Principal>>>> _asked = new();

    /// <param name="key">Who is looked up, and where.</param>
    internal Task<Reading<Principal>> OnceAsync(object key, Func<Task<Reading<Principal>>> lookUp) => _asked.GetOrAdd(key, _ => new(lookUp)).Value;
}

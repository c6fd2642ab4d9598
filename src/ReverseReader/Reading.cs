using System.Diagnostics.CodeAnalysis;

namespace Provisioner.ReverseReader;

/// <summary>What was read, or everything that stands against going on. A call that failed is an exception of its client instead.</summary>
public sealed record Reading<T>
    where T : class
{
    private Reading(T? value, IReadOnlyList<string> problems) => (Value, Problems) = (value, problems);

    public T? Value { get; }

    /// <summary>Sentences for the operator; empty exactly when there is a value.</summary>
    public IReadOnlyList<string> Problems { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    public bool Succeeded => Value is not null;

    public static Reading<T> Of(T value) => new(value, []);

    public static Reading<T> Failed(params IReadOnlyList<string> problems) => new(null, problems);
}

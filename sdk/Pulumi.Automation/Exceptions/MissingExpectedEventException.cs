namespace Pulumi.Automation.Exceptions;

/// <summary>An operation ended well without an event that it has to send.</summary>
public class MissingExpectedEventException : Exception
{
    internal MissingExpectedEventException(string name, string? message)
        : base(message) => Name = name;

    /// <summary>The kind of event.</summary>
    public string Name { get; }
}

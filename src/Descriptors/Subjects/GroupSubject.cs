namespace Provisioner.Descriptors.Subjects;

/// <summary>A group, by its display name without regard to case.</summary>
public sealed record GroupSubject : Subject
{
    internal GroupSubject(string reference, string displayName)
        : base(reference) => DisplayName = displayName;

    /// <summary>As the descriptor spells it; Databricks' own spelling may differ in case.</summary>
    public string DisplayName { get; }

    public bool Equals(GroupSubject? other) => other is not null && string.Equals(DisplayName, other.DisplayName, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(DisplayName) ^ 1;
}

namespace Provisioner.Descriptors.Subjects;

/// <summary>A person, by user name.</summary>
public sealed record UserSubject : Subject
{
    internal UserSubject(string reference, string userName)
        : base(reference) => UserName = userName;

    /// <summary>The mail-like name at Databricks and Azure: <c>name.surname@company.com</c>.</summary>
    public string UserName { get; }

    public bool Equals(UserSubject? other) => other is not null && string.Equals(UserName, other.UserName, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(UserName);
}

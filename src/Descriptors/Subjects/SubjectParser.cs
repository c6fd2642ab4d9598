namespace Provisioner.Descriptors.Subjects;

internal static class SubjectParser
{
    private const string UserPrefix = "user:";
    private const string GroupPrefix = "group:";
    private const int MaxLength = 255;

    public static SubjectReading Parse(string reference)
    {
        if (Unusable(reference) is { } problem)
            return SubjectReading.Failed(problem);
        if (reference.StartsWith(UserPrefix, StringComparison.Ordinal))
            return User(reference, reference[UserPrefix.Length..]);
        if (reference.StartsWith(GroupPrefix, StringComparison.Ordinal))
            return Group(reference, reference[GroupPrefix.Length..]);
        return SubjectReading.Failed($"'{reference}' is neither a user ('user:name.surname_company.com') nor a group ('group:name').");
    }

    public static SubjectReading ParseGroup(string reference)
    {
        if (Unusable(reference) is { } problem)
            return SubjectReading.Failed(problem);
        if (reference.StartsWith(UserPrefix, StringComparison.Ordinal))
            return SubjectReading.Failed($"'{reference}' is a user; a group is needed here ('group:name').");
        return Group(reference, reference.StartsWith(GroupPrefix, StringComparison.Ordinal) ? reference[GroupPrefix.Length..] : reference);
    }

    /// <summary>The last underscore stands for the at sign, which the caller's ids cannot hold.</summary>
    internal static string UserNameOf(string name)
    {
        var at = name.Contains('@', StringComparison.Ordinal) ? -1 : name.LastIndexOf('_');
        return at < 0 ? name : $"{name[..at]}@{name[(at + 1)..]}";
    }

    private static SubjectReading User(string reference, string name) =>
        string.IsNullOrWhiteSpace(name)
            ? SubjectReading.Failed($"'{reference}' names no user.")
            : SubjectReading.Of(new UserSubject(reference, UserNameOf(name.Trim())));

    private static SubjectReading Group(string reference, string name) =>
        string.IsNullOrWhiteSpace(name)
            ? SubjectReading.Failed($"'{reference}' names no group.")
            : SubjectReading.Of(new GroupSubject(reference, name.Trim()));

    private static string? Unusable(string reference)
    {
        if (reference.Length > MaxLength)
            return $"'{reference[..40]}…' is longer than {MaxLength} characters.";
        return reference.Any(char.IsControl) ? "a subject holds a control character." : null;
    }
}

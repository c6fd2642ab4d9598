using System.Diagnostics.CodeAnalysis;

namespace Provisioner.Descriptors.Subjects;

/// <summary>A subject, or the sentence that says why there is none.</summary>
public sealed record SubjectReading
{
    private SubjectReading(Subject? subject, string? problem) => (Subject, Problem) = (subject, problem);

    public Subject? Subject { get; }

    public string? Problem { get; }

    [MemberNotNullWhen(true, nameof(Subject))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Subject is not null;

    internal static SubjectReading Of(Subject subject) => new(subject, null);

    internal static SubjectReading Failed(string problem) => new(null, problem);
}

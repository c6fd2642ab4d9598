namespace Provisioner.Descriptors.Subjects;

/// <summary>Somebody whom a descriptor or an access list names.</summary>
public abstract record Subject
{
    private protected Subject(string reference) => Reference = reference;

    /// <summary>As the caller wrote it; messages name the subject by it.</summary>
    public string Reference { get; }

    /// <summary>Reads <c>user:name.surname_company.com</c> or <c>group:name</c>; anything else is a problem that names the subject.</summary>
    public static SubjectReading Parse(string reference) => SubjectParser.Parse(reference);

    /// <summary>As <see cref="Parse"/>, but a name without prefix is a group: <c>devGroup</c> may lack its prefix, and may not be a user.</summary>
    public static SubjectReading ParseGroup(string reference) => SubjectParser.ParseGroup(reference);

    /// <summary>Two references to the same somebody are equal, however they were written.</summary>
    public virtual bool Equals(Subject? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => 0;

    public sealed override string ToString() => Reference;
}

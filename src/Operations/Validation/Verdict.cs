namespace Provisioner.Operations.Validation;

/// <summary>What a validation found.</summary>
/// <param name="Errors">Each with its dotted path; empty exactly when the component can be deployed.</param>
/// <param name="Warnings">Sentences: what could not be told, and what is no longer as it was deployed.</param>
/// <param name="HasDrift">Live objects differ from the last deployed state.</param>
public sealed record Verdict(IReadOnlyList<string> Errors, IReadOnlyList<string> Warnings, bool HasDrift)
{
    public bool IsValid => Errors.Count == 0;

    public static Verdict Invalid(params IReadOnlyList<string> errors) => new(errors, [], HasDrift: false);
}

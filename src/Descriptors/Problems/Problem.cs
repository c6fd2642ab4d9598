namespace Provisioner.Descriptors.Problems;

/// <summary>One thing that is wrong with an input.</summary>
/// <param name="Path">Dotted path of the field inside the descriptor's own document, as in
/// <c>dataProduct.components[0].specific.cluster.numWorkers</c>; <c>descriptor</c> when the text as a whole is meant.</param>
/// <param name="Message">What is wrong and what would be right, a sentence without the path.</param>
public sealed record Problem(string Path, string Message)
{
    /// <summary>The path of problems that concern the whole text.</summary>
    public const string WholeDescriptor = "descriptor";

    public override string ToString() => $"{Path}: {Message}";
}

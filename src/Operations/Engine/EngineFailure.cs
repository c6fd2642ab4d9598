namespace Provisioner.Operations.Engine;

/// <summary>What kind of failure it is, as far as it decides what happens next.</summary>
public enum EngineFailureKind
{
    /// <summary>Something made the same thing at the same time: reading again helps.</summary>
    AlreadyExists,

    /// <summary>Somebody else works on the stack.</summary>
    Locked,

    Other,
}

/// <param name="Message">Sentences for the operator.</param>
public sealed record EngineFailure(EngineFailureKind Kind, string Message)
{
    private const int LongestOutput = 2000;

    /// <summary>Of what a command printed, when no event says more.</summary>
    public static EngineFailure OfOutput(string output)
    {
        var error = output.IndexOf("error:", StringComparison.Ordinal);
        var text = (error >= 0 ? output[error..] : output).Trim();
        return new EngineFailure(EngineFailureKind.Other, $"The engine failed: {(text.Length > LongestOutput ? text[..LongestOutput] + "…" : text)}");
    }
}

namespace Provisioner.EmbeddedEngine.Cli;

internal static class ExitCodes
{
    public const int Success = 0;
    public const int Error = 1;

    /// <summary>A required confirmation is missing, or the invocation makes no sense.</summary>
    public const int Usage = 2;

    public const int StackNotFound = 6;

    /// <summary><c>--expect-no-changes</c>, and there were.</summary>
    public const int UnexpectedChanges = 7;
}

namespace Provisioner.Api.Commands;

/// <summary>How the program ends.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>It was started rightly and failed.</summary>
    public const int Failure = 1;

    /// <summary>Arguments or settings are wrong.</summary>
    public const int Usage = 2;
}

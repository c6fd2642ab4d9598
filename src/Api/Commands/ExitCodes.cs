namespace Provisioner.Api.Commands;

/// <summary>How the program ends, whatever the verb.</summary>
internal static class ExitCodes
{
    /// <summary>Done, and there is nothing to say.</summary>
    public const int Success = 0;

    /// <summary>It could not do what was asked; wrong arguments and settings among it.</summary>
    public const int Failure = 1;

    /// <summary>What is live is not what was deployed.</summary>
    public const int Changes = 2;

    /// <summary>What was to be validated is not valid.</summary>
    public const int NotValid = 3;
}

namespace Pulumi.Automation.Commands;

/// <summary>How a command ended, and all it printed.</summary>
public sealed class CommandResult(int code, string standardOutput, string standardError)
{
    public int Code { get; } = code;

    public string StandardOutput { get; } = standardOutput;

    public string StandardError { get; } = standardError;

    /// <summary>Exit code and both outputs, for the message of an exception.</summary>
    public override string ToString() => $"code: {Code}\nstdout: {StandardOutput}\nstderr: {StandardError}\n";
}

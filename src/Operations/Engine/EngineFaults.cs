using Pulumi.Automation.Commands.Exceptions;

namespace Provisioner.Operations.Engine;

/// <summary>What keeps the engine from working on a stack at all, as sentences for the operator: it does not start, or the stack's state cannot be opened.</summary>
internal static class EngineFaults
{
    public static bool IsOne(Exception fault) => fault is EngineUnavailableException or CommandException;

    public static string Describe(Exception fault) => fault is EngineUnavailableException
        ? $"The engine cannot be started: {fault.Message.TrimEnd('.')}. Correct the settings Engine and PulumiCli, then try again."
        : $"{EngineFailure.OfOutput(fault.Message).Message.TrimEnd('.')}. Correct this, then try again; what was done before is kept.";
}

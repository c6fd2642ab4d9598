namespace Provisioner.Sdk.Tests.Pulumi.Programs;

/// <summary>How a program ended: what the engine is answered, and what the caller of the operation gets.</summary>
internal sealed record ProgramResult(bool Succeeded, Exception? Exception);

namespace Provisioner.Conformance;

public sealed record ScriptResult(int ExitCode, string Output, string Error);

using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>What the history says of the surroundings of an operation: which variables and flags were set, never what they held.</summary>
internal static class UpdateEnvironment
{
    private const string Prefix = "PULUMI_";

    public static ImmutableSortedDictionary<string, string> Describe(CommandContext context, ImmutableSortedDictionary<string, string> runtime)
    {
        var result = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        result["exec.kind"] = context.Line.Text("exec-kind") ?? "cli";
        if (context.Line.Text("exec-agent") is { Length: > 0 } agent)
            result["exec.agent"] = agent;
        result["pulumi.arch"] = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => "amd64",
            var architecture => architecture.ToString().ToLowerInvariant(),
        };
        result["pulumi.os"] = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        result["pulumi.version"] = EngineVersion.Text;
        result["stack.environments"] = "[]";
        result["updatePlan"] = "false";
        foreach (var (name, value) in context.Invocation.Environment)
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal) && value is not null)
                result[$"pulumi.env.{name}"] = value is "1" or "true" or "TRUE" or "True" ? "true" : "set";
        }
        foreach (var (name, flag) in context.Line.Given)
            result[$"pulumi.flag.{name}"] = flag.Kind == FlagKind.Switch ? context.Line.Text(name)! : "set";
        result.AddRange(runtime);
        return result.ToImmutable();
    }
}

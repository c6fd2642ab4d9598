using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace Provisioner.Architecture.Tests;

/// <summary>References point one way (docs/design.md): Api → Operations → {Stacks, ReverseReader} → {Descriptors, Facts, Databricks}.</summary>
public class ReferencesTests
{
    private static readonly string[] Projects =
        ["Descriptors", "Facts", "Databricks", "ReverseReader", "Stacks", "Operations", "EmbeddedEngine", "Emulator", "EngineCommand"];

    private static readonly ArchUnitNET.Domain.Architecture Loaded =
        new ArchLoader().LoadAssemblies([.. Projects.Select(name => Assembly.Load($"Provisioner.{name}")), Assembly.Load("provisioner")]).Build();

    public static TheoryData<string, string[]> Allowed => new()
    {
        { "Descriptors", [] },
        { "Facts", [] },
        { "Databricks", [] },
        { "Emulator", [] },
        { "ReverseReader", ["Descriptors", "Databricks", "Facts"] },
        { "Stacks", ["Descriptors", "Facts"] },
        { "Operations", ["Stacks", "ReverseReader", "Descriptors", "Databricks", "Facts"] },
        { "EmbeddedEngine", ["Databricks"] },
        { "EngineCommand", ["EmbeddedEngine"] },
    };

    [Theory]
    [MemberData(nameof(Allowed))]
    public void Project_DependsOnlyOnAllowed(string project, string[] allowed)
    {
        foreach (var other in Projects.Append("Api").Except(allowed).Where(other => other != project))
        {
            Assert.Empty(
                TypesOf(project)
                    .Where(type => type.Dependencies.Any(dependency => In(dependency.Target, other)))
                    .Select(type => $"{type.FullName} uses {other}"));
        }
    }

    [Fact]
    public void Programs_ArePure_NoHttpNoClockNoFiles()
    {
        string[] banned = ["System.Net", "System.IO.", "System.TimeProvider", "System.DateTimeOffset", "System.Diagnostics.Process", "System.Environment", "System.Random"];
        Assert.Empty(
            TypesOf("Stacks")
                .SelectMany(type => type.Dependencies.Select(dependency => (type, dependency.Target)))
                .Where(use => banned.Any(prefix => use.Target.FullName.StartsWith(prefix, StringComparison.Ordinal)))
                .Select(use => $"{use.type.FullName} uses {use.Target.FullName}")
                .Distinct());
    }

    private static IEnumerable<IType> TypesOf(string project) => Loaded.Types.Where(type => In(type, project));

    private static bool In(IType type, string project) =>
        type.FullName.StartsWith($"Provisioner.{project}.", StringComparison.Ordinal);
}

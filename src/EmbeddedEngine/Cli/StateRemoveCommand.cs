using System.Collections.Immutable;
using System.Globalization;
using Provisioner.EmbeddedEngine.Engine;
using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>Takes resources out of the state and leaves the objects alone. Nothing may be left that stands on them.</summary>
internal static class StateRemoveCommand
{
    public static Command Make() => new("remove")
    {
        Aliases = ["rm", "delete"],
        Flags = [Flag.Switch("force"), Flag.Switch("yes", 'y'), Flag.Switch("all"), Flag.Switch("target-dependents")],
        MaximumArguments = int.MaxValue,
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var urns = context.Line.Arguments;
        var all = context.Line.Flag("all");
        if (all && urns.Count > 0)
            throw new CliException("cannot specify a resource URN when deleting all resources");
        if (!all && urns.Count == 0)
            throw new CliException("Must supply <resource URN> unless pulumi is run interactively");
        var count = 0;
        await StateEdit.ApplyAsync(
            context,
            deployment =>
            {
                var entries = deployment.Resources.Select(state => new ResourceEntry(state)).ToList();
                var condemned = all ? [.. entries] : urns.Select(urn => Locate(entries, urn)).ToHashSet();
                count = condemned.Count;
                return deployment with { Resources = Without(context, entries, condemned) };
            },
            cancellationToken);
        context.Print(all ? "Resources deleted" : count == 1 ? "Resource deleted" : string.Create(CultureInfo.InvariantCulture, $"{count} resources deleted"));
        return ExitCodes.Success;
    }

    private static ResourceEntry Locate(List<ResourceEntry> entries, string urn)
    {
        StateEdit.RequireUrn(urn);
        var found = entries.Where(entry => entry.Urn == urn).ToList();
        return found.Count switch
        {
            0 => throw StateEdit.NotFound(urn),
            1 => found[0],
            _ => throw new CliException(
                $"Resource URN ambiguously referred to multiple resources. Did you mean:\n{string.Concat(found.Select(entry => $"  {entry.State.Id}\n"))}"),
        };
    }

    private static ImmutableArray<ResourceState> Without(CommandContext context, List<ResourceEntry> entries, HashSet<ResourceEntry> condemned)
    {
        var graph = new DependencyGraph(entries);
        var gone = new HashSet<ResourceEntry>(condemned);
        foreach (var entry in condemned)
        {
            var standing = graph.DependingOn(entry, _ => false, includeChildren: true).Where(dependent => !condemned.Contains(dependent)).ToList();
            if (standing.Count > 0 && !context.Line.Flag("target-dependents"))
            {
                throw new CliException(
                    $"{entry.Urn} can't be safely deleted because the following resources depend on it:\n"
                    + string.Concat(standing.Select(dependent => $" * {$"\"{Urn.Name(dependent.Urn)}\"",-15} ({dependent.Urn})\n"))
                    + "\nDelete those resources first or pass --target-dependents.");
            }
            gone.UnionWith(standing);
        }
        foreach (var entry in gone.Where(entry => entry.State.Protect))
        {
            if (!context.Line.Flag("force"))
                throw new CliException($"{entry.Urn} can't be safely deleted because it is protected. Re-run this command with --force to force deletion");
            context.PrintError($"warning: deleting protected resource {entry.Urn} due to presence of --force");
        }
        return [.. entries.Where(entry => !gone.Contains(entry)).Select(entry => entry.State)];
    }
}

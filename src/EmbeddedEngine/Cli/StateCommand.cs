using System.Globalization;
using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>The group of the verbs that change a state by hand; those that set or clear a mark of a resource are here.</summary>
internal static class StateCommand
{
    public static Command Make() => new("state")
    {
        Flags = [StackCommand.StackFlag],
        Children =
        [
            StateRemoveCommand.Make,
            () => Mark("protect", "protected", state => state with { Protect = true }),
            () => Mark("unprotect", "unprotected", state => state with { Protect = false }),
            StateRenameCommand.Make,
            () => Mark("taint", "tainted", state => state with { Taint = true }, takesAll: false),
            () => Mark("untaint", "untainted", state => state with { Taint = false }),
        ],
    };

    private static Command Mark(string verb, string done, Func<ResourceState, ResourceState> mark, bool takesAll = true) => new(verb)
    {
        Flags = takesAll ? [Flag.Switch("all"), Flag.Switch("yes", 'y')] : [Flag.Switch("yes", 'y')],
        MaximumArguments = int.MaxValue,
        RunAsync = async (context, cancellationToken) =>
        {
            var urns = context.Line.Arguments;
            var all = context.Line.Flag("all");
            if (!all && urns.Count == 0)
                throw new CliException("Must supply <resource URN> unless pulumi is run interactively");
            await StateEdit.ApplyAsync(context, deployment => Apply(deployment, all ? null : urns, verb, mark), cancellationToken);
            context.Print(all ? $"All resources {done}" : string.Create(CultureInfo.InvariantCulture, $"{urns.Count} resources {done}"));
            return ExitCodes.Success;
        },
    };

    /// <param name="urns">Null: all. What waits for its deletion is none of them.</param>
    private static Deployment Apply(Deployment deployment, IReadOnlyList<string>? urns, string verb, Func<ResourceState, ResourceState> mark)
    {
        var known = deployment.Resources.Where(state => !state.Delete).Select(state => state.Urn).ToHashSet(StringComparer.Ordinal);
        if (known.Count == 0)
            throw new CliException($"no resources found to {verb}");
        var unknown = urns?.Where(urn => !known.Contains(urn)).Select(urn => StateEdit.NotFound(urn).Message).ToList() ?? [];
        if (unknown.Count > 0)
            throw new CliException(string.Join('\n', unknown));
        var wanted = urns is null ? known : urns.ToHashSet(StringComparer.Ordinal);
        return deployment with { Resources = [.. deployment.Resources.Select(state => !state.Delete && wanted.Contains(state.Urn) ? mark(state) : state)] };
    }
}

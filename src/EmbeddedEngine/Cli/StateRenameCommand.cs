using Provisioner.EmbeddedEngine.Engine;
using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>Gives a resource of the state another name; whoever refers to it is brought along.</summary>
internal static class StateRenameCommand
{
    public static Command Make() => new("rename")
    {
        Flags = [Flag.Switch("yes", 'y')],
        MaximumArguments = 2,
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Line.Arguments.Count < 2)
            throw new CliException("Must supply <resource URN> and <new name> unless pulumi is run interactively");
        var (urn, name) = (context.Line.Arguments[0], context.Line.Arguments[1]);
        StateEdit.RequireUrn(urn);
        await StateEdit.ApplyAsync(context, deployment => Rename(deployment, urn, name), cancellationToken);
        context.Print("Resource renamed");
        return ExitCodes.Success;
    }

    private static Deployment Rename(Deployment deployment, string urn, string name)
    {
        var renamed = urn[..(urn.LastIndexOf("::", StringComparison.Ordinal) + 2)] + name;
        var found = deployment.Resources.Count(state => state.Urn == urn);
        if (found == 0)
            throw StateEdit.NotFound(urn);
        if (found > 1)
            throw new CliException("The input URN ambiguously refers to multiple resources");
        if (renamed == urn)
            return deployment;
        if (deployment.Resources.Any(state => state.Urn == renamed))
            throw new CliException("The chosen new urn for the state corresponds to an already existing resource");

        // As with a program that declares the resource under a new name with the old one as alias.
        return deployment with
        {
            Resources = AliasNormalizer.Normalize([.. deployment.Resources.Select(state => state.Urn == urn ? state with { Urn = renamed, Aliases = [urn] } : state)]),
        };
    }
}

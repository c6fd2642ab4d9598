using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>Changes the state of a stack by hand, under its lock. A state that operations could stand on is one afterwards as well.</summary>
internal static class StateEdit
{
    private const string Hint = "To list the resource URNs in the stack, run `pulumi stack --show-urns`; to inspect the full state, run `pulumi stack export`.";

    public static async Task ApplyAsync(CommandContext context, Func<Deployment, Deployment> edit, CancellationToken cancellationToken)
    {
        var stack = context.RequireStack();
        using var crypter = StackSecrets.OpenOrCreate(context, stack, context.LoadConfig(stack));
        using var held = OperationLock.Take(context, stack);
        var store = StackStore.Open(context, stack, crypter);
        var edited = edit(store.Deployment);
        if (DeploymentIntegrity.Check(store.Deployment) is null && DeploymentIntegrity.Check(edited) is { } problem)
            throw new CliException($"the edit would leave an invalid state, nothing was changed: {problem}");
        await store.WriteAsync(edited, cancellationToken);
    }

    public static CliException NotFound(string urn) => new($"No such resource \"{urn}\" exists in the current state\n{Hint}");

    public static void RequireUrn(string text)
    {
        if (!text.StartsWith("urn:pulumi:", StringComparison.Ordinal) || text.Split("::").Length < 4)
            throw new CliException($"\"{text}\" is not a valid resource URN\n{Hint}");
    }
}

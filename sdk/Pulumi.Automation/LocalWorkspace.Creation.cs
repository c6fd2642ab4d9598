using Pulumi.Automation.Commands;

namespace Pulumi.Automation;

/// <content>How workspaces and their stacks come about.</content>
public sealed partial class LocalWorkspace
{
    /// <exception cref="Exceptions.ProjectSettingsConflictException">The working folder's project file says something else than the given settings.</exception>
    public static async Task<LocalWorkspace> CreateAsync(LocalWorkspaceOptions? options = null, CancellationToken cancellationToken = default)
    {
        var command = options?.PulumiCommand ?? await LocalPulumiCommand.CreateAsync(
            new LocalPulumiCommandOptions { SkipVersionCheck = options?.EnvironmentVariables?.ContainsKey(LocalPulumiCommand.SkipVersionCheckVar) ?? false },
            cancellationToken).ConfigureAwait(false);
        var workspace = new LocalWorkspace(command, options);
        try
        {
            if (options?.ProjectSettings is { } project)
            {
                await workspace._files.InitializeProjectAsync(project, cancellationToken).ConfigureAwait(false);
            }
            foreach (var (stack, settings) in options?.StackSettings ?? new Dictionary<string, StackSettings>())
            {
                await workspace.SaveStackSettingsAsync(stack, settings, cancellationToken).ConfigureAwait(false);
            }
            return workspace;
        }
        catch
        {
            workspace.Dispose();
            throw;
        }
    }

    public static Task<WorkspaceStack> CreateStackAsync(InlineProgramArgs args) => CreateStackAsync(args, CancellationToken.None);

    public static Task<WorkspaceStack> CreateStackAsync(InlineProgramArgs args, CancellationToken cancellationToken)
        => OpenAsync(args, args.StackName, WorkspaceStack.CreateAsync, cancellationToken);

    public static Task<WorkspaceStack> CreateStackAsync(LocalProgramArgs args) => CreateStackAsync(args, CancellationToken.None);

    public static Task<WorkspaceStack> CreateStackAsync(LocalProgramArgs args, CancellationToken cancellationToken)
        => OpenAsync(args, args.StackName, WorkspaceStack.CreateAsync, cancellationToken);

    public static Task<WorkspaceStack> SelectStackAsync(InlineProgramArgs args) => SelectStackAsync(args, CancellationToken.None);

    public static Task<WorkspaceStack> SelectStackAsync(InlineProgramArgs args, CancellationToken cancellationToken)
        => OpenAsync(args, args.StackName, WorkspaceStack.SelectAsync, cancellationToken);

    public static Task<WorkspaceStack> SelectStackAsync(LocalProgramArgs args) => SelectStackAsync(args, CancellationToken.None);

    public static Task<WorkspaceStack> SelectStackAsync(LocalProgramArgs args, CancellationToken cancellationToken)
        => OpenAsync(args, args.StackName, WorkspaceStack.SelectAsync, cancellationToken);

    public static Task<WorkspaceStack> CreateOrSelectStackAsync(InlineProgramArgs args) => CreateOrSelectStackAsync(args, CancellationToken.None);

    public static Task<WorkspaceStack> CreateOrSelectStackAsync(InlineProgramArgs args, CancellationToken cancellationToken)
        => OpenAsync(args, args.StackName, WorkspaceStack.CreateOrSelectAsync, cancellationToken);

    public static Task<WorkspaceStack> CreateOrSelectStackAsync(LocalProgramArgs args) => CreateOrSelectStackAsync(args, CancellationToken.None);

    public static Task<WorkspaceStack> CreateOrSelectStackAsync(LocalProgramArgs args, CancellationToken cancellationToken)
        => OpenAsync(args, args.StackName, WorkspaceStack.CreateOrSelectAsync, cancellationToken);

    private static async Task<WorkspaceStack> OpenAsync(
        LocalWorkspaceOptions args, string stackName, Func<string, Workspace, CancellationToken, Task<WorkspaceStack>> open, CancellationToken cancellationToken)
    {
        if (args.PulumiCommand is not null)
        {
            // The official SDK drops it here and takes the executable on the path: code that works with both must not come this way.
            throw new NotSupportedException(
                "Stacks opened by program arguments always use the pulumi executable on the path. To use another command, call LocalWorkspace.CreateAsync with it, then WorkspaceStack.CreateOrSelectAsync.");
        }
        if (args is InlineProgramArgs && args.ProjectSettings is null)
        {
            throw new ArgumentNullException(nameof(args), "An inline program needs project settings.");
        }
        var workspace = await CreateAsync(args, cancellationToken).ConfigureAwait(false);
        try
        {
            return await open(stackName, workspace, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            workspace.Dispose();
            throw;
        }
    }
}

using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Events;

namespace Pulumi.Automation;

/// <summary>A project with its stacks, and the commands that work on it.</summary>
public abstract class Workspace : IDisposable
{
    private readonly PulumiCommand _command;

    private protected Workspace(PulumiCommand command) => _command = command;

    /// <summary>Folder of project and stack files.</summary>
    public abstract string WorkDir { get; }

    public abstract string? PulumiHome { get; }

    /// <summary>Version of the CLI.</summary>
    public abstract string PulumiVersion { get; }

    public abstract string? SecretsProvider { get; }

    public abstract PulumiFn? Program { get; set; }

    public abstract ILogger? Logger { get; set; }

    /// <summary>Environment of every command, on top of the command's own.</summary>
    public abstract IDictionary<string, string?>? EnvironmentVariables { get; set; }

    internal PulumiCommand Command => _command;

    public abstract Task<ProjectSettings?> GetProjectSettingsAsync(CancellationToken cancellationToken = default);

    public abstract Task SaveProjectSettingsAsync(ProjectSettings settings, CancellationToken cancellationToken = default);

    public abstract Task<StackSettings?> GetStackSettingsAsync(string stackName, CancellationToken cancellationToken = default);

    public abstract Task SaveStackSettingsAsync(string stackName, StackSettings settings, CancellationToken cancellationToken = default);

    /// <summary>More arguments for every operation on the stack.</summary>
    public abstract Task<ImmutableList<string>> SerializeArgsForOpAsync(string stackName, CancellationToken cancellationToken = default);

    /// <summary>Called after every operation on the stack.</summary>
    public abstract Task PostCommandCallbackAsync(string stackName, CancellationToken cancellationToken = default);

    public abstract Task<string> GetTagAsync(string stackName, string key, CancellationToken cancellationToken = default);

    public abstract Task SetTagAsync(string stackName, string key, string value, CancellationToken cancellationToken = default);

    public abstract Task RemoveTagAsync(string stackName, string key, CancellationToken cancellationToken = default);

    public abstract Task<Dictionary<string, string>> ListTagsAsync(string stackName, CancellationToken cancellationToken = default);

    public abstract Task<ConfigValue> GetConfigAsync(string stackName, string key, CancellationToken cancellationToken = default);

    public virtual Task<ConfigValue> GetConfigAsync(string stackName, string key, bool path, CancellationToken cancellationToken = default)
        => path ? throw NoPaths() : GetConfigAsync(stackName, key, cancellationToken);

    public abstract Task<ImmutableDictionary<string, ConfigValue>> GetAllConfigAsync(string stackName, CancellationToken cancellationToken = default);

    public abstract Task SetConfigAsync(string stackName, string key, ConfigValue value, CancellationToken cancellationToken = default);

    public virtual Task SetConfigAsync(string stackName, string key, ConfigValue value, bool path, CancellationToken cancellationToken = default)
        => path ? throw NoPaths() : SetConfigAsync(stackName, key, value, cancellationToken);

    public abstract Task SetAllConfigAsync(string stackName, IDictionary<string, ConfigValue> configMap, CancellationToken cancellationToken = default);

    public virtual Task SetAllConfigAsync(string stackName, IDictionary<string, ConfigValue> configMap, bool path, CancellationToken cancellationToken = default)
        => path ? throw NoPaths() : SetAllConfigAsync(stackName, configMap, cancellationToken);

    public abstract Task RemoveConfigAsync(string stackName, string key, CancellationToken cancellationToken = default);

    public virtual Task RemoveConfigAsync(string stackName, string key, bool path, CancellationToken cancellationToken = default)
        => path ? throw NoPaths() : RemoveConfigAsync(stackName, key, cancellationToken);

    public abstract Task RemoveAllConfigAsync(string stackName, IEnumerable<string> keys, CancellationToken cancellationToken = default);

    public virtual Task RemoveAllConfigAsync(string stackName, IEnumerable<string> keys, bool path, CancellationToken cancellationToken = default)
        => path ? throw NoPaths() : RemoveAllConfigAsync(stackName, keys, cancellationToken);

    public abstract Task<ImmutableDictionary<string, ConfigValue>> RefreshConfigAsync(string stackName, CancellationToken cancellationToken = default);

    public abstract Task<WhoAmIResult> WhoAmIAsync(CancellationToken cancellationToken = default);

    /// <summary>The selected stack, if one is.</summary>
    public virtual async Task<StackSummary?> GetStackAsync(CancellationToken cancellationToken = default)
        => (await ListStacksAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(stack => stack.IsCurrent);

    public Task CreateStackAsync(string stackName) => CreateStackAsync(stackName, CancellationToken.None);

    /// <exception cref="Commands.Exceptions.StackAlreadyExistsException">There is a stack of that name.</exception>
    public abstract Task CreateStackAsync(string stackName, CancellationToken cancellationToken);

    public Task SelectStackAsync(string stackName) => SelectStackAsync(stackName, CancellationToken.None);

    /// <exception cref="Commands.Exceptions.StackNotFoundException">There is no stack of that name.</exception>
    public abstract Task SelectStackAsync(string stackName, CancellationToken cancellationToken);

    public abstract Task RemoveStackAsync(string stackName, CancellationToken cancellationToken = default);

    public abstract Task<ImmutableList<StackSummary>> ListStacksAsync(CancellationToken cancellationToken = default);

    /// <summary>The stack's state, secrets in plain text.</summary>
    public abstract Task<StackDeployment> ExportStackAsync(string stackName, CancellationToken cancellationToken = default);

    public abstract Task ImportStackAsync(string stackName, StackDeployment state, CancellationToken cancellationToken = default);

    public Task InstallPluginAsync(string name, string version, PluginKind kind, CancellationToken cancellationToken)
        => InstallPluginAsync(name, version, kind, options: null, cancellationToken);

    public abstract Task InstallPluginAsync(string name, string version, PluginKind kind = PluginKind.Resource, PluginInstallOptions? options = null, CancellationToken cancellationToken = default);

    public abstract Task RemovePluginAsync(string? name = null, string? versionRange = null, PluginKind kind = PluginKind.Resource, CancellationToken cancellationToken = default);

    public abstract Task<ImmutableList<PluginInfo>> ListPluginsAsync(CancellationToken cancellationToken = default);

    public abstract Task<ImmutableDictionary<string, OutputValue>> GetStackOutputsAsync(string stackName, CancellationToken cancellationToken = default);

    public abstract Task ChangeSecretsProviderAsync(
        string stackName, string newSecretsProvider, SecretsProviderOptions? secretsProviderOptions = null, CancellationToken cancellationToken = default);

    public abstract Task InstallAsync(InstallOptions? options = null, CancellationToken cancellationToken = default);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    internal async Task<CommandResult> RunStackCommandAsync(
        string stackName,
        IReadOnlyList<string> args,
        Action<string>? onStandardOutput,
        Action<string>? onStandardError,
        Action<EngineEvent>? onEngineEvent,
        CancellationToken cancellationToken)
    {
        var more = await SerializeArgsForOpAsync(stackName, cancellationToken).ConfigureAwait(false);
        var result = await Command.RunAsync([.. args, .. more], WorkDir, BuildEnvironment(), onStandardOutput, onStandardError, onEngineEvent, cancellationToken).ConfigureAwait(false);
        await PostCommandCallbackAsync(stackName, cancellationToken).ConfigureAwait(false);
        return result;
    }

    internal Task<CommandResult> RunCommandAsync(IReadOnlyList<string> args, CancellationToken cancellationToken, string? input = null)
        => Command.RunInputAsync([.. args], WorkDir, BuildEnvironment(), stdIn: input, cancellationToken: cancellationToken);

    internal Dictionary<string, string?> BuildEnvironment()
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (!string.IsNullOrWhiteSpace(PulumiHome))
        {
            environment["PULUMI_HOME"] = PulumiHome;
        }
        foreach (var (name, value) in EnvironmentVariables ?? new Dictionary<string, string?>())
        {
            environment[name] = value;
        }
        return environment;
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    private static NotSupportedException NoPaths() => new("This workspace does not take configuration keys as paths.");
}

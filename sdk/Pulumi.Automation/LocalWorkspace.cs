using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Serialization;
using Semver;

namespace Pulumi.Automation;

/// <summary>A workspace in a folder of this machine.</summary>
public sealed partial class LocalWorkspace : Workspace
{
    private readonly WorkspaceFiles _files;
    private readonly bool _ownsWorkDir;

    private LocalWorkspace(PulumiCommand command, LocalWorkspaceOptions? options)
        : base(command)
    {
        _ownsWorkDir = string.IsNullOrWhiteSpace(options?.WorkDir);
        WorkDir = _ownsWorkDir ? Directory.CreateTempSubdirectory("automation-").FullName : options!.WorkDir!;
        _files = new WorkspaceFiles(WorkDir);
        PulumiHome = options?.PulumiHome;
        Program = options?.Program;
        Logger = options?.Logger;
        SecretsProvider = options?.SecretsProvider;
        EnvironmentVariables = options?.EnvironmentVariables is { } variables ? new Dictionary<string, string?>(variables, StringComparer.Ordinal) : null;
    }

    public override string WorkDir { get; }

    public override string? PulumiHome { get; }

    public override string PulumiVersion => Command.Version?.ToString() ?? throw new InvalidOperationException("The version of the Pulumi CLI is not known.");

    public override string? SecretsProvider { get; }

    public override PulumiFn? Program { get; set; }

    public override ILogger? Logger { get; set; }

    public override IDictionary<string, string?>? EnvironmentVariables { get; set; }

    public override Task<ProjectSettings?> GetProjectSettingsAsync(CancellationToken cancellationToken = default) => _files.ReadProjectAsync(cancellationToken);

    public override Task SaveProjectSettingsAsync(ProjectSettings settings, CancellationToken cancellationToken = default) => _files.WriteProjectAsync(settings, cancellationToken);

    public override Task<StackSettings?> GetStackSettingsAsync(string stackName, CancellationToken cancellationToken = default) => _files.ReadStackAsync(stackName, cancellationToken);

    public override Task SaveStackSettingsAsync(string stackName, StackSettings settings, CancellationToken cancellationToken = default)
        => _files.WriteStackAsync(stackName, settings, cancellationToken);

    public override Task<ImmutableList<string>> SerializeArgsForOpAsync(string stackName, CancellationToken cancellationToken = default) => Task.FromResult<ImmutableList<string>>([]);

    public override Task PostCommandCallbackAsync(string stackName, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override async Task<string> GetTagAsync(string stackName, string key, CancellationToken cancellationToken = default)
        => (await OutputAsync(["stack", "tag", "get", key, "--stack", stackName], cancellationToken).ConfigureAwait(false)).Trim();

    public override Task SetTagAsync(string stackName, string key, string value, CancellationToken cancellationToken = default)
        => RunCommandAsync(["stack", "tag", "set", key, value, "--stack", stackName], cancellationToken);

    public override Task RemoveTagAsync(string stackName, string key, CancellationToken cancellationToken = default)
        => RunCommandAsync(["stack", "tag", "rm", key, "--stack", stackName], cancellationToken);

    public override async Task<Dictionary<string, string>> ListTagsAsync(string stackName, CancellationToken cancellationToken = default)
    {
        var text = await OutputAsync(["stack", "tag", "ls", "--json", "--stack", stackName], cancellationToken).ConfigureAwait(false);
        return ((JsonObject)JsonNode.Parse(text)!).ToDictionary(tag => tag.Key, tag => tag.Value?.ToString() ?? "", StringComparer.Ordinal);
    }

    public override async Task<WhoAmIResult> WhoAmIAsync(CancellationToken cancellationToken = default)
        => CommandOutput.ReadWhoAmI(await OutputAsync(["whoami", "--json"], cancellationToken).ConfigureAwait(false));

    public override Task CreateStackAsync(string stackName, CancellationToken cancellationToken)
        => RunCommandAsync(string.IsNullOrWhiteSpace(SecretsProvider) ? ["stack", "init", stackName] : ["stack", "init", stackName, "--secrets-provider", SecretsProvider], cancellationToken);

    public override Task SelectStackAsync(string stackName, CancellationToken cancellationToken) => RunCommandAsync(["stack", "select", "--stack", stackName], cancellationToken);

    public override Task RemoveStackAsync(string stackName, CancellationToken cancellationToken = default) => RunCommandAsync(["stack", "rm", "--yes", stackName], cancellationToken);

    public override async Task<ImmutableList<StackSummary>> ListStacksAsync(CancellationToken cancellationToken = default)
        => CommandOutput.ReadStacks(await OutputAsync(["stack", "ls", "--json"], cancellationToken).ConfigureAwait(false));

    public override async Task<StackDeployment> ExportStackAsync(string stackName, CancellationToken cancellationToken = default)
        => StackDeployment.FromJsonString(await OutputAsync(["stack", "export", "--stack", stackName, "--show-secrets"], cancellationToken).ConfigureAwait(false));

    public override async Task ImportStackAsync(string stackName, StackDeployment state, CancellationToken cancellationToken = default)
    {
        // The file holds secrets in plain text: a folder of our own is readable by nobody else.
        var folder = Directory.CreateTempSubdirectory("pulumi-import-");
        try
        {
            var file = Path.Combine(folder.FullName, "state.json");
            await File.WriteAllTextAsync(file, state.Json.GetRawText(), cancellationToken).ConfigureAwait(false);
            await RunCommandAsync(["stack", "import", "--file", file, "--stack", stackName], cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public override Task InstallPluginAsync(string name, string version, PluginKind kind = PluginKind.Resource, PluginInstallOptions? options = null, CancellationToken cancellationToken = default)
    {
        List<string> args = ["plugin", "install", Word(kind), name, version];
        if (options?.ExactVersion is true)
        {
            args.Add("--exact");
        }
        if (!string.IsNullOrWhiteSpace(options?.ServerUrl))
        {
            args.AddRange(["--server", options.ServerUrl]);
        }
        return RunCommandAsync(args, cancellationToken);
    }

    public override Task RemovePluginAsync(string? name = null, string? versionRange = null, PluginKind kind = PluginKind.Resource, CancellationToken cancellationToken = default)
        => RunCommandAsync(["plugin", "rm", Word(kind), .. new[] { name, versionRange }.OfType<string>().Where(word => !string.IsNullOrWhiteSpace(word)), "--yes"], cancellationToken);

    public override async Task<ImmutableList<PluginInfo>> ListPluginsAsync(CancellationToken cancellationToken = default)
        => CommandOutput.ReadPlugins(await OutputAsync(["plugin", "ls", "--json"], cancellationToken).ConfigureAwait(false));

    public override async Task<ImmutableDictionary<string, OutputValue>> GetStackOutputsAsync(string stackName, CancellationToken cancellationToken = default)
    {
        var blinded = await OutputAsync(["stack", "output", "--json", "--stack", stackName], cancellationToken).ConfigureAwait(false);
        var plain = await OutputAsync(["stack", "output", "--json", "--show-secrets", "--stack", stackName], cancellationToken).ConfigureAwait(false);
        return CommandOutput.ReadOutputs(blinded, plain);
    }

    public override Task ChangeSecretsProviderAsync(
        string stackName, string newSecretsProvider, SecretsProviderOptions? secretsProviderOptions = null, CancellationToken cancellationToken = default)
    {
        var passphrase = secretsProviderOptions?.NewPassphrase;
        if (newSecretsProvider == "passphrase" && string.IsNullOrEmpty(passphrase))
        {
            throw new ArgumentNullException(nameof(secretsProviderOptions), "The passphrase provider needs a new passphrase.");
        }
        return RunCommandAsync(
            ["stack", "change-secrets-provider", "--stack", stackName, newSecretsProvider], cancellationToken, input: newSecretsProvider == "passphrase" ? passphrase : null);
    }

    /// <exception cref="InvalidOperationException">The CLI is too old for it.</exception>
    public override Task InstallAsync(InstallOptions? options = null, CancellationToken cancellationToken = default)
    {
        Demand(new SemVersion(3, 91, 0), "the install command");
        List<string> args = ["install"];
        if (options?.UseLanguageVersionTools is true)
        {
            Demand(new SemVersion(3, 130, 0), nameof(options.UseLanguageVersionTools));
            args.Add("--use-language-version-tools");
        }
        if (options?.NoDependencies is true)
        {
            args.Add("--no-dependencies");
        }
        if (options?.Reinstall is true)
        {
            args.Add("--reinstall");
        }
        if (options?.NoPlugins is true)
        {
            args.Add("--no-plugins");
        }
        return RunCommandAsync(args, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing || !_ownsWorkDir)
        {
            return;
        }
        try
        {
            Directory.Delete(WorkDir, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A temporary folder that cannot be deleted is left to the system.
        }
    }

    private static string Word(PluginKind kind) => kind switch
    {
        PluginKind.Analyzer => "analyzer",
        PluginKind.Language => "language",
        _ => "resource",
    };

    private void Demand(SemVersion least, string what)
    {
        if (Command.Version is { } version && version.ComparePrecedenceTo(least) < 0)
        {
            throw new InvalidOperationException($"The Pulumi CLI has version {version}, {what} needs {least}. Please update the CLI.");
        }
    }

    private async Task<string> OutputAsync(IReadOnlyList<string> args, CancellationToken cancellationToken)
        => (await RunCommandAsync(args, cancellationToken).ConfigureAwait(false)).StandardOutput;
}

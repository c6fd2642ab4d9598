using System.Collections.Immutable;
using Pulumi.Automation.Serialization;

namespace Pulumi.Automation;

/// <content>The configuration of stacks.</content>
public sealed partial class LocalWorkspace
{
    public override Task<ConfigValue> GetConfigAsync(string stackName, string key, CancellationToken cancellationToken = default)
        => GetConfigAsync(stackName, key, path: false, cancellationToken);

    /// <exception cref="Commands.Exceptions.CommandException">There is no such key.</exception>
    public override async Task<ConfigValue> GetConfigAsync(string stackName, string key, bool path, CancellationToken cancellationToken = default)
        => CommandOutput.ReadConfigValue(await OutputAsync(["config", "get", .. PathFlag(path), key, "--json", "--stack", stackName], cancellationToken).ConfigureAwait(false));

    public override async Task<ImmutableDictionary<string, ConfigValue>> GetAllConfigAsync(string stackName, CancellationToken cancellationToken = default)
        => CommandOutput.ReadConfig(await OutputAsync(["config", "--show-secrets", "--json", "--stack", stackName], cancellationToken).ConfigureAwait(false));

    public override Task SetConfigAsync(string stackName, string key, ConfigValue value, CancellationToken cancellationToken = default)
        => SetConfigAsync(stackName, key, value, path: false, cancellationToken);

    public override Task SetConfigAsync(string stackName, string key, ConfigValue value, bool path, CancellationToken cancellationToken = default)
        => RunCommandAsync(["config", "set", .. PathFlag(path), key, Secrecy(value), "--stack", stackName, "--non-interactive", "--", value.Value], cancellationToken);

    public override Task SetAllConfigAsync(string stackName, IDictionary<string, ConfigValue> configMap, CancellationToken cancellationToken = default)
        => SetAllConfigAsync(stackName, configMap, path: false, cancellationToken);

    public override Task SetAllConfigAsync(string stackName, IDictionary<string, ConfigValue> configMap, bool path, CancellationToken cancellationToken = default)
        => RunCommandAsync(
            ["config", "set-all", "--stack", stackName, .. PathFlag(path), .. configMap.SelectMany(entry => new[] { Secrecy(entry.Value), $"{entry.Key}={entry.Value.Value}" })],
            cancellationToken);

    public override Task RemoveConfigAsync(string stackName, string key, CancellationToken cancellationToken = default)
        => RemoveConfigAsync(stackName, key, path: false, cancellationToken);

    public override Task RemoveConfigAsync(string stackName, string key, bool path, CancellationToken cancellationToken = default)
        => RunCommandAsync(["config", "rm", key, "--stack", stackName, .. PathFlag(path)], cancellationToken);

    public override Task RemoveAllConfigAsync(string stackName, IEnumerable<string> keys, CancellationToken cancellationToken = default)
        => RemoveAllConfigAsync(stackName, keys, path: false, cancellationToken);

    public override Task RemoveAllConfigAsync(string stackName, IEnumerable<string> keys, bool path, CancellationToken cancellationToken = default)
        => RunCommandAsync(["config", "rm-all", "--stack", stackName, .. PathFlag(path), .. keys], cancellationToken);

    public override async Task<ImmutableDictionary<string, ConfigValue>> RefreshConfigAsync(string stackName, CancellationToken cancellationToken = default)
    {
        await RunCommandAsync(["config", "refresh", "--force", "--stack", stackName], cancellationToken).ConfigureAwait(false);
        return await GetAllConfigAsync(stackName, cancellationToken).ConfigureAwait(false);
    }

    private static string[] PathFlag(bool path) => path ? ["--path"] : [];

    private static string Secrecy(ConfigValue value) => value.IsSecret ? "--secret" : "--plaintext";
}

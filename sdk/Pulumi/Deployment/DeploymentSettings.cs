using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Pulumi;

/// <summary>What a program is told about the operation that it runs in.</summary>
internal sealed record DeploymentSettings
{
    public required string Project { get; init; }

    public required string Stack { get; init; }

    public string Organization { get; init; } = "organization";

    /// <summary>The folder of Pulumi.yaml; null for programs without one.</summary>
    public string? RootDirectory { get; init; }

    public bool IsDryRun { get; init; }

    /// <summary>Values by "namespace:name".</summary>
    public ImmutableDictionary<string, string> Config { get; init; } = ImmutableDictionary<string, string>.Empty;

    public ImmutableHashSet<string> ConfigSecretKeys { get; init; } = [];
}

/// <summary>What the engine tells a program that it starts as a process, in environment variables.</summary>
internal sealed record ProcessSettings(DeploymentSettings Deployment, string MonitorAddress, string EngineAddress)
{
    /// <exception cref="InvalidOperationException">The process was not started by an engine.</exception>
    public static ProcessSettings Read(Func<string, string?> variable)
    {
        var monitor = variable("PULUMI_MONITOR");
        var engine = variable("PULUMI_ENGINE");
        var project = variable("PULUMI_PROJECT");
        var stack = variable("PULUMI_STACK");
        if (string.IsNullOrEmpty(monitor) || string.IsNullOrEmpty(engine) || string.IsNullOrEmpty(project) || string.IsNullOrEmpty(stack)
            || !bool.TryParse(variable("PULUMI_DRY_RUN"), out var isDryRun)
            || !int.TryParse(variable("PULUMI_PARALLEL"), NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
        {
            throw new InvalidOperationException("Program run without the Pulumi engine available; re-run using the `pulumi` CLI");
        }

        var settings = new DeploymentSettings
        {
            Project = project,
            Stack = stack,
            Organization = variable("PULUMI_ORGANIZATION") ?? "organization",
            RootDirectory = variable("PULUMI_ROOT_DIRECTORY"),
            IsDryRun = isDryRun,
            Config = ReadConfig(variable("PULUMI_CONFIG")),
            ConfigSecretKeys = [.. JsonSerializer.Deserialize<string[]>(variable("PULUMI_CONFIG_SECRET_KEYS") ?? "[]") ?? []],
        };
        return new ProcessSettings(settings, monitor, engine);
    }

    // Older engines call a key "project:config:name".
    private static ImmutableDictionary<string, string> ReadConfig(string? json)
        => (JsonSerializer.Deserialize<Dictionary<string, string>>(json ?? "{}") ?? [])
            .ToImmutableDictionary(entry => entry.Key.Replace(":config:", ":", StringComparison.Ordinal), entry => entry.Value);
}

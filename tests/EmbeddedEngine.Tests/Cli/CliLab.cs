using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Provisioner.EmbeddedEngine.Cli;
using Provisioner.EmbeddedEngine.Providers;

namespace Provisioner.EmbeddedEngine.Tests.Cli;

/// <summary>A project folder, a state folder and a home of their own; runs the verbs in process.</summary>
internal sealed class CliLab : IDisposable
{
    public CliLab(string project = "lab")
    {
        foreach (var folder in new[] { Work, State, Home })
            Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(Work, "Pulumi.yaml"), $"name: {project}\nruntime: nodejs\n");
        Environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["PULUMI_BACKEND_URL"] = "file://" + State,
            ["PULUMI_CONFIG_PASSPHRASE"] = "pw",
            ["PULUMI_HOME"] = Home,
        };
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("cli-").FullName;

    public string Work => Path.Combine(Root, "work");

    public string State => Path.Combine(Root, "state");

    public string Home => Path.Combine(Root, "home");

    public Dictionary<string, string?> Environment { get; }

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.Parse("2026-11-22T16:35:20Z", System.Globalization.CultureInfo.InvariantCulture));

    public IProviderSource? Providers { get; set; }

    public List<JsonObject> Events { get; } = [];

    public async Task<CliResult> RunAsync(IEnumerable<string> arguments, string input = "", CancellationToken cancellationToken = default)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        Events.Clear();
        var code = await PulumiCli.RunAsync(new PulumiInvocation
        {
            Arguments = [.. arguments],
            WorkingDirectory = Work,
            Environment = Environment,
            Output = output,
            Error = error,
            Input = new StringReader(input),
            OnEngineEvent = Events.Add,
            Providers = Providers,
            Time = Time,
        }, cancellationToken);
        return new CliResult(code, output.ToString(), error.ToString());
    }

    public Task<CliResult> RunAsync(string line) => RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

internal sealed record CliResult(int ExitCode, string Output, string Error);

using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Provisioner.EmbeddedEngine.Engine;
using Provisioner.EmbeddedEngine.Events;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Tests.Engine;

/// <summary>A stack with one scripted provider; each operation starts from the state that the one before left.</summary>
internal sealed class Lab : IProviderSource, IEngineEventSink, ICheckpointWriter
{
    private readonly List<EngineEvent> _events = [];
    private readonly List<Deployment> _checkpoints = [];

    public ScriptedProvider Provider { get; } = new();

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.Parse("2026-01-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture));

    public Deployment State { get; set; } = Deployment.Empty;

    /// <summary>Events of the last operation.</summary>
    public IReadOnlyList<EngineEvent> Events => _events;

    /// <summary>States written by the last operation.</summary>
    public IReadOnlyList<Deployment> Checkpoints => _checkpoints;

    /// <summary>Called with the number of the write, from 1, before it is kept.</summary>
    public Action<int> OnWrite { get; set; } = _ => { };

    public ImmutableSortedDictionary<string, ConfigEntry> Configuration { get; set; } = ImmutableSortedDictionary<string, ConfigEntry>.Empty;

    public IReadOnlyDictionary<string, string> Packages { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["test"] = "1.2.3" };

    public IEnumerable<string> Diagnostics => _events.OfType<DiagnosticEvent>().Select(e => e.Prefix + e.Message.TrimEnd('\n'));

    /// <summary>Started steps other than "same", as "op name".</summary>
    public IEnumerable<string> Started => _events.OfType<ResourcePreEvent>().Where(e => e.Metadata.Op != "same").Select(Show);

    /// <summary>Finished steps other than "same".</summary>
    public IEnumerable<string> Finished => _events.OfType<ResourceOutputsEvent>().Where(e => e.Metadata.Op != "same").Select(e => Show(e.Metadata));

    public static string Urn(string name, string type = "test:index:Thing") => $"urn:pulumi:dev::lab::{type}::{name}";

    public ResourceState Resource(string name) => State.Resources.Single(r => r.Urn.EndsWith("::" + name, StringComparison.Ordinal) && !r.Delete);

    public bool Has(string name) => State.Resources.Any(r => r.Urn.EndsWith("::" + name, StringComparison.Ordinal));

    public Task<OperationOutcome> UpAsync(Func<ScriptedProgram, Task> program, Func<OperationRequest, OperationRequest>? change = null, CancellationToken cancellationToken = default) =>
        RunAsync(OperationKind.Update, program, change, cancellationToken);

    public Task<OperationOutcome> PreviewAsync(Func<ScriptedProgram, Task> program, Func<OperationRequest, OperationRequest>? change = null) =>
        RunAsync(OperationKind.Preview, program, change, default);

    public Task<OperationOutcome> RefreshAsync(Func<OperationRequest, OperationRequest>? change = null) => RunAsync(OperationKind.Refresh, null, change, default);

    public Task<OperationOutcome> DestroyAsync(Func<OperationRequest, OperationRequest>? change = null) => RunAsync(OperationKind.Destroy, null, change, default);

    public IResourceProvider? Create(string package, string version, IReadOnlyDictionary<string, string?> environment) => package == "test" ? Provider : null;

    public void Send(EngineEvent engineEvent) => _events.Add(engineEvent);

    public Task WriteAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        OnWrite(_checkpoints.Count + 1);
        _checkpoints.Add(deployment);
        return Task.CompletedTask;
    }

    private static string Show(Deployment deployment)
    {
        static string Name(string urn) => urn.Split("::") is [.., _, _] parts ? parts[3] : urn;
        return string.Concat(deployment.Resources.Select(state =>
            $"\n  {Name(state.Urn)} {state.Id}{(state.Delete ? " delete" : "")}{(state.PendingReplacement ? " pending replacement" : "")} on {string.Join(' ', ResourceDependency.UrnsOf(state).Select(Name).Distinct())}"));
    }

    private static string Show(ResourcePreEvent e) => Show(e.Metadata);

    private static string Show(StepMetadata metadata) => $"{metadata.Op} {metadata.Urn.Split("::")[^1]}";

    private async Task<OperationOutcome> RunAsync(
        OperationKind kind, Func<ScriptedProgram, Task>? program, Func<OperationRequest, OperationRequest>? change, CancellationToken cancellationToken)
    {
        _events.Clear();
        _checkpoints.Clear();
        var request = new OperationRequest
        {
            Kind = kind,
            Organization = "organization",
            Project = "lab",
            Stack = "dev",
            State = State,
            Checkpoints = this,
            Providers = this,
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal),
            Events = this,
            Program = program is null ? null : new ScriptedHost(program),
            Configuration = Configuration,
            Time = Time,
        };
        request = change?.Invoke(request) ?? request;
        var before = State;
        var wasSound = DeploymentIntegrity.Check(before) is null;
        var outcome = await new OperationRunner().RunAsync(request, cancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        if (wasSound)
        {
            // Whatever happens, and wherever it is killed: the CLI refuses a state that breaks these rules.
            var unsound = _checkpoints.Append(outcome.State).FirstOrDefault(written => DeploymentIntegrity.Check(written) is not null);
            Assert.True(
                unsound is null,
                unsound is null ? "" : $"{DeploymentIntegrity.Check(unsound)}\nbefore {Show(before)}\nwritten {Show(unsound)}\n{string.Join('\n', Started.Concat(Diagnostics))}");
        }

        if (kind != OperationKind.Preview && !request.DryRun)
        {
            State = outcome.State;
        }

        return outcome;
    }
}

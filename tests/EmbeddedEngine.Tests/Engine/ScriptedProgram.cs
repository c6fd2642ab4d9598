using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Engine;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Tests.Engine;

/// <summary>Runs a test's function as the program.</summary>
internal sealed class ScriptedHost(Func<ScriptedProgram, Task> program) : IProgramHost
{
    public async Task<ProgramResult> RunAsync(ProgramRun run, IResourceMonitor monitor, CancellationToken cancellationToken)
    {
        var scripted = new ScriptedProgram(monitor);
        try
        {
            await scripted.StartAsync(run);
            await program(scripted);
            await monitor.RegisterOutputsAsync(scripted.Stack, scripted.Outputs, cancellationToken);
            await monitor.SignalAndWaitForShutdownAsync(cancellationToken);
            return new ProgramResult(null, Bail: false);
        }
        catch (Exception e) when (e is ResourceMonitorException or OperationCanceledException)
        {
            return new ProgramResult("the monitor refused", Bail: true);
        }
        catch (InvalidOperationException e)
        {
            return new ProgramResult(e.Message, Bail: false);
        }
    }
}

/// <summary>What a scripted program can do: declare the stack (done for it), a provider, things, components; read things.</summary>
internal sealed class ScriptedProgram(IResourceMonitor monitor)
{
    public IResourceMonitor Monitor => monitor;

    public string Stack { get; private set; } = "";

    public PropertyMap Outputs { get; set; } = PropertyMap.Empty;

    public async Task StartAsync(ProgramRun run)
    {
        var goal = new ResourceGoal { Type = "pulumi:pulumi:Stack", Name = $"{run.Project}-{run.Stack}", Custom = false, Properties = PropertyMap.Empty };
        Stack = (await monitor.RegisterAsync(goal, default)).Urn;
    }

    public async Task<string> ProviderAsync(string name, params (string Key, PropertyValue Value)[] arguments)
    {
        var goal = Goal("pulumi:providers:test", name, arguments) with { Version = "1.2.3" };
        var answer = await monitor.RegisterAsync(goal, default);
        return $"{answer.Urn}::{answer.Id}";
    }

    public Task<RegisteredResource> ThingAsync(string name, params (string Key, PropertyValue Value)[] properties) => ThingAsync(name, goal => goal, properties);

    public Task<RegisteredResource> ThingAsync(string name, Func<ResourceGoal, ResourceGoal> options, params (string Key, PropertyValue Value)[] properties) =>
        monitor.RegisterAsync(options(Goal("test:index:Thing", name, properties)), default);

    public Task<RegisteredResource> ComponentAsync(string name, Func<ResourceGoal, ResourceGoal>? options = null)
    {
        var goal = Goal("test:index:Part", name, []) with { Custom = false };
        return monitor.RegisterAsync(options?.Invoke(goal) ?? goal, default);
    }

    public Task<RegisteredResource> ReadAsync(string name, string id) =>
        monitor.ReadAsync(new ReadGoal { Type = "test:index:Thing", Name = name, Id = id, Properties = PropertyMap.Empty, Parent = Stack }, default);

    private ResourceGoal Goal(string type, string name, (string Key, PropertyValue Value)[] properties) => new()
    {
        Type = type,
        Name = name,
        Custom = true,
        Parent = Stack,
        Properties = PropertyMap.From(properties.Select(p => KeyValuePair.Create(p.Key, p.Value))),
        PropertyDependencies = properties.ToImmutableSortedDictionary(p => p.Key, _ => ImmutableArray<string>.Empty, StringComparer.Ordinal),
        SupportsResultReporting = true,
    };
}

using System.Collections.Immutable;
using Google.Protobuf.Collections;
using Provisioner.EmbeddedEngine.Engine;
using Provisioner.EmbeddedEngine.State;
using Pulumirpc;

namespace Provisioner.EmbeddedEngine.Protocol;

/// <summary>Registrations of the protocol as goals of the engine. What the engine cannot do is refused by its name, never dropped.</summary>
internal static class GoalReader
{
    public static ResourceGoal Read(RegisterResourceRequest request)
    {
        Refuse(request);
        var properties = OutputValues.Resolve(PropertyMarshaler.Unmarshal(request.Object), out var found);
        var dependencies = request.PropertyDependencies.ToImmutableSortedDictionary(
            item => item.Key, item => Union(item.Value.Urns, found.GetValueOrDefault(item.Key, [])), StringComparer.Ordinal);
        foreach (var (name, urns) in found)
        {
            if (!dependencies.ContainsKey(name))
                dependencies = dependencies.Add(name, urns);
        }
        return new ResourceGoal
        {
            Type = request.Type,
            Name = request.Name,
            Custom = request.Custom,
            Properties = properties,
            Parent = request.Parent,
            Provider = request.Provider,
            Providers = request.Providers.ToImmutableSortedDictionary(item => item.Key, item => item.Value, StringComparer.Ordinal),
            Dependencies = Union(request.Dependencies, [.. found.Values.SelectMany(urns => urns)]),
            PropertyDependencies = dependencies,
            Version = request.Version,
            Protect = request.HasProtect ? request.Protect : null,
            RetainOnDelete = request.HasRetainOnDelete ? request.RetainOnDelete : null,
            DeleteBeforeReplace = request.DeleteBeforeReplaceDefined || request.DeleteBeforeReplace ? request.DeleteBeforeReplace : null,
            IgnoreChanges = [.. request.IgnoreChanges],
            ReplaceOnChanges = [.. request.ReplaceOnChanges],
            AdditionalSecretOutputs = [.. request.AdditionalSecretOutputs],
            Aliases = [.. request.AliasURNs.Select(FromUrn), .. request.Aliases.Select(Read)],
            ImportId = request.ImportId,
            DeletedWith = request.DeletedWith,
            ReplaceWith = [.. request.ReplaceWith],
            ReplacementTrigger = OutputValues.Resolve(PropertyMarshaler.UnmarshalOptional(request.ReplacementTrigger, "replacementTrigger")),
            HideDiff = [.. request.HideDiffs],
            ResourceHooks = HookReader.Read(request.Hooks),
            CustomTimeouts = Read(request.CustomTimeouts),
            AcceptSecrets = request.AcceptSecrets,
            AcceptResources = request.AcceptResources,
            SupportsResultReporting = request.SupportsResultReporting,
        };
    }

    public static ReadGoal Read(ReadResourceRequest request)
    {
        if (request.PackageRef.Length > 0)
            throw new ProtocolException($"{request.Name}: packages with parameters are not supported by the embedded engine");
        return new ReadGoal
        {
            Type = request.Type,
            Name = request.Name,
            Id = request.Id,
            Properties = OutputValues.Resolve(PropertyMarshaler.Unmarshal(request.Properties), out var found),
            Parent = request.Parent,
            Provider = request.Provider,
            Dependencies = Union(request.Dependencies, [.. found.Values.SelectMany(urns => urns)]),
            Version = request.Version,
            AdditionalSecretOutputs = [.. request.AdditionalSecretOutputs],
            AcceptSecrets = request.AcceptSecrets,
            AcceptResources = request.AcceptResources,
        };
    }

    public static InvokeGoal Read(ResourceInvokeRequest request)
    {
        if (request.PackageRef.Length > 0)
            throw new ProtocolException($"{request.Tok}: packages with parameters are not supported by the embedded engine");
        return new InvokeGoal(request.Tok, OutputValues.Resolve(PropertyMarshaler.Unmarshal(request.Args), out _))
        {
            Provider = request.Provider,
            Version = request.Version,
            Parent = request.Parent,
        };
    }

    private static void Refuse(RegisterResourceRequest request)
    {
        var refused = request switch
        {
            { Remote: true } => "components of a provider (remote)",
            { PackageRef.Length: > 0 } => "packages with parameters",
            { StateMigrations.Count: > 0 } => "state migrations",
            { EnvVarMappings.Count: > 0 } => "the option 'envVarMappings'",
            _ => null,
        };
        if (refused is not null)
            throw new ProtocolException($"resource '{request.Name}' of type '{request.Type}': {refused} are not supported by the embedded engine".Replace("' are", "' is", StringComparison.Ordinal));
    }

    private static AliasGoal FromUrn(string urn) => new(urn, null, null, null, null, null, NoParent: false);

    private static AliasGoal Read(Alias alias)
    {
        if (alias.AliasCase == Alias.AliasOneofCase.Urn)
            return FromUrn(alias.Urn);
        var spec = alias.Spec ?? new Alias.Types.Spec();
        return new AliasGoal(
            null, Given(spec.Name), Given(spec.Type), Given(spec.Stack), Given(spec.Project),
            spec.ParentCase == Alias.Types.Spec.ParentOneofCase.ParentUrn ? Given(spec.ParentUrn) : null,
            spec.ParentCase == Alias.Types.Spec.ParentOneofCase.NoParent && spec.NoParent);
    }

    private static string? Given(string text) => text.Length == 0 ? null : text;

    private static CustomTimeouts? Read(RegisterResourceRequest.Types.CustomTimeouts? timeouts) => timeouts is null
        ? null
        : new CustomTimeouts(GoDuration.Seconds(timeouts.Create), GoDuration.Seconds(timeouts.Update), GoDuration.Seconds(timeouts.Delete));

    private static ImmutableArray<string> Union(RepeatedField<string> urns, ImmutableArray<string> more) =>
        more.IsEmpty ? [.. urns] : [.. urns.Union(more, StringComparer.Ordinal)];
}

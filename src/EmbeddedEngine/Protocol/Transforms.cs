using System.Collections.Concurrent;
using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Provisioner.EmbeddedEngine.Backend;
using Pulumirpc;

namespace Provisioner.EmbeddedEngine.Protocol;

/// <summary>
/// Functions of the program that alter declarations before the engine sees them: first those of the resource itself, then those of its
/// parents, nearest first, then the stack's.
/// </summary>
internal sealed class Transforms(CallbackClients clients)
{
    private readonly ConcurrentDictionary<string, (string Parent, ImmutableArray<Callback> Own)> _declared = new(StringComparer.Ordinal);
    private ImmutableArray<Callback> _ofStack = [];
    private ImmutableArray<Callback> _ofInvokes = [];

    public void AddToStack(Callback callback) => ImmutableInterlocked.Update(ref _ofStack, all => all.Add(callback));

    public void AddToInvokes(Callback callback) => ImmutableInterlocked.Update(ref _ofInvokes, all => all.Add(callback));

    /// <summary>Its children are transformed as it was.</summary>
    public void Remember(string urn, RegisterResourceRequest request) => _declared[urn] = (request.Parent, [.. request.Transforms]);

    /// <summary>Writes what the functions make of the declaration into <paramref name="request"/>.</summary>
    public async Task ApplyAsync(RegisterResourceRequest request, CancellationToken cancellationToken)
    {
        var all = Of(request);
        if (all.IsEmpty)
            return;
        request.Object = Upgraded(request.Object ?? new Struct());
        if (request.Transforms.Count > 0)
            CarryDependencies(request);
        var options = Options(request);
        foreach (var callback in all)
        {
            var call = new TransformRequest
            {
                Name = request.Name, Type = request.Type, Custom = request.Custom, Parent = request.Parent, Properties = request.Object, Options = options,
            };
            var answer = await CallAsync("transform", callback, call, TransformResponse.Parser, cancellationToken);
            request.Object = answer.Properties ?? request.Object;
            options = answer.Options ?? options;
        }
        Write(options, request);
        if (request.Transforms.Count > 0)
        {
            // From now on the values carry what they depend on.
            request.PropertyDependencies.Clear();
            foreach (var name in request.Object.Fields.Keys)
                request.PropertyDependencies[name] = new RegisterResourceRequest.Types.PropertyDependencies();
        }
    }

    public async Task ApplyAsync(ResourceInvokeRequest request, CancellationToken cancellationToken)
    {
        foreach (var callback in _ofInvokes)
        {
            var call = new TransformInvokeRequest
            {
                Token = request.Tok,
                Args = request.Args,
                Options = new TransformInvokeOptions { Provider = request.Provider, Version = request.Version, PluginDownloadUrl = request.PluginDownloadURL },
            };
            var answer = await CallAsync("invoke transform", callback, call, TransformInvokeResponse.Parser, cancellationToken);
            request.Args = answer.Args ?? request.Args;
            if (answer.Options is { } options)
                (request.Provider, request.Version, request.PluginDownloadURL) = (options.Provider, options.Version, options.PluginDownloadUrl);
        }
    }

    private async Task<T> CallAsync<T>(string what, Callback callback, Google.Protobuf.IMessage request, Google.Protobuf.MessageParser<T> parser, CancellationToken cancellationToken)
        where T : Google.Protobuf.IMessage<T>
    {
        try
        {
            return await clients.InvokeAsync(callback, request, parser, cancellationToken);
        }
        catch (RpcException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new Engine.ResourceMonitorException($"{what}: {e.Status.Detail}");
        }
    }

    private ImmutableArray<Callback> Of(RegisterResourceRequest request)
    {
        var all = ImmutableArray.CreateBuilder<Callback>();
        all.AddRange(request.Transforms);
        for (var parent = request.Parent; _declared.TryGetValue(parent, out var declared); parent = declared.Parent)
            all.AddRange(declared.Own);
        all.AddRange(_ofStack);
        return all.ToImmutable();
    }

    // A function may move a value to another property: what it depends on has to go with it.
    private static void CarryDependencies(RegisterResourceRequest request)
    {
        foreach (var (name, dependencies) in request.PropertyDependencies)
        {
            if (dependencies.Urns.Count == 0 || !request.Object.Fields.TryGetValue(name, out var value))
                continue;
            var urns = new SortedSet<string>(dependencies.Urns, StringComparer.Ordinal);
            if (value.StructValue is { } given && given.Fields.TryGetValue(StateSignatures.Key, out var signature) && signature.StringValue == StateSignatures.OutputValue)
            {
                if (given.Fields.TryGetValue("dependencies", out var known))
                    urns.UnionWith(known.ListValue.Values.Select(urn => urn.StringValue));
            }
            else
            {
                given = new Struct { Fields = { [StateSignatures.Key] = Value.ForString(StateSignatures.OutputValue), ["value"] = value } };
                request.Object.Fields[name] = Value.ForStruct(given);
            }
            given.Fields["dependencies"] = Value.ForList([.. urns.Select(Value.ForString)]);
        }
    }

    /// <summary>Secrets and unknowns as output values: an SDK gives a function those as outputs in their own place, not as a secret around the whole property.</summary>
    private static Struct Upgraded(Struct properties)
    {
        var result = new Struct();
        foreach (var (name, value) in properties.Fields)
            result.Fields[name] = Upgraded(value);
        return result;
    }

    private static Value Upgraded(Value value)
    {
        switch (value.KindCase)
        {
            case Value.KindOneofCase.StringValue when value.StringValue == StateSignatures.UnknownValue:
                return Output(new Struct());
            case Value.KindOneofCase.ListValue:
                return Value.ForList([.. value.ListValue.Values.Select(Upgraded)]);
            case Value.KindOneofCase.StructValue when value.StructValue.Fields.TryGetValue(StateSignatures.Key, out var signature):
                if (signature.StringValue != StateSignatures.Secret)
                    return value;
                var secret = new Struct { Fields = { ["secret"] = Value.ForBool(true) } };
                var element = value.StructValue.Fields.TryGetValue("value", out var inner) ? inner : Value.ForNull();
                if (element.StringValue != StateSignatures.UnknownValue)
                    secret.Fields["value"] = Upgraded(element);
                return Output(secret);
            case Value.KindOneofCase.StructValue:
                return Value.ForStruct(Upgraded(value.StructValue));
            default:
                return value;
        }
    }

    private static Value Output(Struct fields)
    {
        fields.Fields[StateSignatures.Key] = Value.ForString(StateSignatures.OutputValue);
        return Value.ForStruct(fields);
    }

    private static TransformResourceOptions Options(RegisterResourceRequest request)
    {
        var options = new TransformResourceOptions
        {
            Import = request.ImportId,
            Version = request.Version,
            Provider = request.Provider,
            CustomTimeouts = request.CustomTimeouts,
            PluginDownloadUrl = request.PluginDownloadURL,
            DeletedWith = request.DeletedWith,
            Hooks = request.Hooks,
            ReplacementTrigger = request.ReplacementTrigger,
            DependsOn = { request.Dependencies },
            IgnoreChanges = { request.IgnoreChanges },
            ReplaceOnChanges = { request.ReplaceOnChanges },
            Aliases = { request.AliasURNs.Select(urn => new Alias { Urn = urn }), request.Aliases },
            AdditionalSecretOutputs = { request.AdditionalSecretOutputs },
            Providers = { request.Providers },
            HideDiff = { request.HideDiffs },
            ReplaceWith = { request.ReplaceWith },
        };
        if (request.HasProtect)
            options.Protect = request.Protect;
        if (request.HasRetainOnDelete)
            options.RetainOnDelete = request.RetainOnDelete;
        if (request.DeleteBeforeReplaceDefined || request.DeleteBeforeReplace)
            options.DeleteBeforeReplace = request.DeleteBeforeReplace;
        return options;
    }

    private static void Write(TransformResourceOptions options, RegisterResourceRequest request)
    {
        request.ImportId = options.Import;
        request.Version = options.Version;
        request.Provider = options.Provider;
        request.CustomTimeouts = options.CustomTimeouts;
        request.PluginDownloadURL = options.PluginDownloadUrl;
        request.DeletedWith = options.DeletedWith;
        request.Hooks = options.Hooks;
        request.ReplacementTrigger = options.ReplacementTrigger;
        Replace(request.IgnoreChanges, options.IgnoreChanges);
        Replace(request.ReplaceOnChanges, options.ReplaceOnChanges);
        request.AliasURNs.Clear();
        Replace(request.Aliases, options.Aliases);
        Replace(request.AdditionalSecretOutputs, options.AdditionalSecretOutputs);
        Replace(request.HideDiffs, options.HideDiff);
        Replace(request.ReplaceWith, options.ReplaceWith);
        request.Providers.Clear();
        request.Providers.Add(options.Providers);
        request.ClearProtect();
        if (options.HasProtect)
            request.Protect = options.Protect;
        request.ClearRetainOnDelete();
        if (options.HasRetainOnDelete)
            request.RetainOnDelete = options.RetainOnDelete;
        request.DeleteBeforeReplaceDefined = options.HasDeleteBeforeReplace;
        request.DeleteBeforeReplace = options.DeleteBeforeReplace;

        // The real engine takes dependencies from the options only for resources with transforms of their own.
        if (request.Transforms.Count > 0)
            Replace(request.Dependencies, options.DependsOn);
    }

    private static void Replace<T>(Google.Protobuf.Collections.RepeatedField<T> target, IEnumerable<T> source)
    {
        var items = source.ToList();
        target.Clear();
        target.AddRange(items);
    }
}

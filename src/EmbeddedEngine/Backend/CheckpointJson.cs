using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>
/// Deployments in the JSON of state files and exports: version 3, or 4 where a resource needs a feature that an older CLI would lose
/// (<see cref="StateFeatures"/>). Anything else is refused with what was found.
/// </summary>
internal static class CheckpointJson
{
    public const int Version = 3;
    private const int VersionWithFeatures = 4;

    private static readonly ImmutableSortedDictionary<string, PendingOperationType> OperationTypes =
        Enum.GetValues<PendingOperationType>().ToImmutableSortedDictionary(Name, type => type, StringComparer.Ordinal);

    /// <exception cref="BackendException">No JSON; says where.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> text, string file)
    {
        try
        {
            return JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = PropertyJson.MaximumDepth });
        }
        catch (JsonException e)
        {
            throw new BackendException($"{file} is not valid JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: {Reason(e)}");
        }
    }

    /// <summary>The <c>latest</c> deployment of a state file; undefined for a stack that has none.</summary>
    public static JsonElement Latest(JsonElement file, string name)
    {
        var fields = new StateFields(file, name);
        CheckVersion(fields, name);
        var checkpoint = fields.Object("checkpoint");
        return checkpoint.TryGet("latest", out var latest) ? latest : default;
    }

    /// <summary>The deployment of an export.</summary>
    public static JsonElement Exported(JsonElement file, string name)
    {
        var fields = new StateFields(file, name);
        CheckVersion(fields, name);
        if (!fields.TryGet("deployment", out var deployment))
            throw new BackendException($"{name}: 'deployment' is missing");
        return deployment;
    }

    public static string? Salt(JsonElement deployment, string name)
    {
        var fields = new StateFields(deployment, name);
        if (!fields.TryGet("secrets_providers", out _))
            return null;
        var provider = fields.Object("secrets_providers");
        var type = provider.Text("type");
        if (type.Length == 0)
            return null;
        if (type != "passphrase")
            throw new BackendException($"{name}: the secrets provider '{type}' is not supported: this engine knows 'passphrase'");
        return provider.Object("state").Text("salt");
    }

    public static StackCheckpoint Read(JsonElement deployment, ResourceStateJson resources, string name)
    {
        if (deployment.ValueKind == JsonValueKind.Undefined)
            return new StackCheckpoint { Deployment = Deployment.Empty };
        var fields = new StateFields(deployment, name);
        var index = 0;
        var states = fields.Items("resources").Select(item => resources.Read(item, $"{name}: resources[{index++}]")).ToImmutableArray();
        return new StackCheckpoint
        {
            Deployment = new Deployment { Resources = states, PendingOperations = ReadPending(fields, resources, name) },
            Salt = Salt(deployment, name),
            Metadata = fields.TryGet("metadata", out var metadata) ? Compact(metadata) : "{}",
            WrittenAt = fields.TryGet("manifest", out _) ? fields.Object("manifest").Time("time") : null,
        };
    }

    /// <summary>The whole state file.</summary>
    public static GoJsonWriter WriteFile(StackReference stack, StackCheckpoint checkpoint, ResourceStateJson resources, DateTimeOffset now)
    {
        var writer = new GoJsonWriter();
        writer.StartObject();
        WriteVersion(writer, StateFeatures.Of(checkpoint.Deployment));
        writer.Name("checkpoint");
        writer.StartObject();
        writer.String("stack", stack.FullyQualifiedName);
        writer.Name("latest");
        WriteDeployment(writer, checkpoint, resource => writer.Raw(resources.Text(resource)), now);
        writer.EndObject();
        writer.EndObject();
        return writer;
    }

    /// <summary>The version that holds what the file uses, and what that is.</summary>
    public static void WriteVersion(GoJsonWriter writer, ImmutableArray<string> features)
    {
        writer.Name("version");
        writer.Integer(features.IsEmpty ? Version : VersionWithFeatures);
        if (features.IsEmpty)
            return;
        writer.Name("features");
        writer.StartArray();
        foreach (var feature in features)
            writer.String(feature);
        writer.EndArray();
    }

    /// <summary>The features that a state file or an export says it uses.</summary>
    public static ImmutableArray<string> Features(JsonElement file, string name)
    {
        var fields = new StateFields(file, name);
        return fields.Integer("version") == VersionWithFeatures ? fields.Texts("features") : [];
    }

    public static void WriteDeployment(GoJsonWriter writer, StackCheckpoint checkpoint, Action<ResourceState> writeResource, DateTimeOffset now)
    {
        writer.StartObject();
        writer.Name("manifest");
        writer.StartObject();
        writer.String("time", GoTime.Nano(now));
        writer.String("magic", EngineVersion.Magic);
        writer.String("version", EngineVersion.Text);
        writer.EndObject();
        if (checkpoint.Salt is not null)
            WriteSecretsProvider(writer, checkpoint.Salt);
        if (!checkpoint.Deployment.Resources.IsDefaultOrEmpty)
        {
            writer.Name("resources");
            writer.StartArray();
            foreach (var resource in checkpoint.Deployment.Resources)
                writeResource(resource);
            writer.EndArray();
        }
        if (!checkpoint.Deployment.PendingOperations.IsDefaultOrEmpty)
            WritePending(writer, checkpoint.Deployment.PendingOperations, writeResource);
        writer.Name("metadata");
        using (var metadata = JsonDocument.Parse(checkpoint.Metadata))
            JsonCopy.Write(writer, metadata.RootElement);
        writer.EndObject();
    }

    public static void WriteSecretsProvider(GoJsonWriter writer, string salt)
    {
        writer.Name("secrets_providers");
        writer.StartObject();
        writer.String("type", "passphrase");
        writer.Name("state");
        writer.StartObject();
        writer.String("salt", salt);
        writer.EndObject();
        writer.EndObject();
    }

    private static void WritePending(GoJsonWriter writer, ImmutableArray<PendingOperation> operations, Action<ResourceState> writeResource)
    {
        writer.Name("pending_operations");
        writer.StartArray();
        foreach (var operation in operations)
        {
            writer.StartObject();
            writer.Name("resource");
            writeResource(operation.Resource);
            writer.String("type", Name(operation.Type));
            writer.EndObject();
        }
        writer.EndArray();
    }

    private static ImmutableArray<PendingOperation> ReadPending(StateFields fields, ResourceStateJson resources, string name)
    {
        var result = ImmutableArray.CreateBuilder<PendingOperation>();
        foreach (var item in fields.Items("pending_operations"))
        {
            var place = $"{name}: pending_operations[{result.Count}]";
            var operation = new StateFields(item, place);
            if (!operation.TryGet("resource", out var resource))
                throw new BackendException($"{place}: 'resource' is missing");
            if (!OperationTypes.TryGetValue(operation.Text("type"), out var type))
                throw new BackendException($"{place}: unknown type '{operation.Text("type")}'");
            result.Add(new PendingOperation(resources.Read(resource, place), type));
        }
        return result.ToImmutable();
    }

    private static void CheckVersion(StateFields fields, string name)
    {
        var version = fields.Integer("version");
        if (version is not (Version or VersionWithFeatures))
            throw new BackendException($"{name} has version {version} of the format: this engine reads versions {Version} and {VersionWithFeatures}");
        if (version == VersionWithFeatures && fields.Texts("features").Where(feature => !StateFeatures.Known.Contains(feature)).ToList() is { Count: > 0 } unknown)
            throw new BackendException($"{name} needs support for the following features: {string.Join(", ", unknown)}: this engine knows {string.Join(", ", StateFeatures.Known)}");
    }

    private static string Name(PendingOperationType type) => type.ToString().ToLowerInvariant();

    private static string Compact(JsonElement json)
    {
        var writer = new GoJsonWriter();
        JsonCopy.Write(writer, json);
        return Encoding.UTF8.GetString(writer.Written.Span);
    }

    // The exception's message repeats the position; what is left says what is wrong.
    private static string Reason(JsonException e)
    {
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? e.Message : e.Message[..end];
    }
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Provisioner.EmbeddedEngine.State;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>
/// Resources in state files, version 3: the order of the fields and what is left out are the CLI's. The text of a resource is kept with
/// its object, so that a checkpoint costs what has changed since the one before.
/// </summary>
internal sealed class ResourceStateJson(ISecretCodec codec)
{
    // In the order of the format; those without a case in Write are carried as unknown fields.
    private static readonly string[] Fields =
    [
        "urn", "custom", "delete", "id", "type", "inputs", "outputs", "parent", "protect", "taint", "external", "dependencies", "initErrors",
        "provider", "propertyDependencies", "pendingReplacement", "additionalSecretOutputs", "aliases", "customTimeouts", "importID",
        "retainOnDelete", "deletedWith", "replaceWith", "created", "modified", "sourcePosition", "stackTrace", "ignoreChanges", "hideDiff",
        "replaceOnChanges", "replacementTrigger", "refreshBeforeUpdate", "viewOf", "resourceHooks", "extensionRef", "snippetID",
    ];

    private static readonly FrozenSet<string> Carried =
        new[] { "sourcePosition", "stackTrace", "refreshBeforeUpdate", "viewOf", "extensionRef", "snippetID" }
            .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Understood = Fields.Where(name => !Carried.Contains(name)).ToFrozenSet(StringComparer.Ordinal);

    private readonly ConditionalWeakTable<ResourceState, byte[]> _texts = [];

    /// <summary>The compact text of a resource.</summary>
    public ReadOnlySpan<byte> Text(ResourceState resource) =>
        _texts.GetValue(resource, key =>
        {
            var writer = new GoJsonWriter();
            Write(writer, key);
            return writer.Written.ToArray();
        });

    public void Write(GoJsonWriter writer, ResourceState resource)
    {
        writer.StartObject();
        foreach (var field in Fields)
        {
            if (!WriteField(writer, field, resource) && resource.UnknownFields.TryGetValue(field, out var json))
                WriteUnknown(writer, field, json);
        }
        foreach (var (name, json) in resource.UnknownFields)
        {
            if (!Carried.Contains(name))
                WriteUnknown(writer, name, json);
        }
        writer.EndObject();
    }

    /// <param name="place">Where it stands in the file, for messages.</param>
    public ResourceState Read(JsonElement json, string place)
    {
        var fields = new StateFields(json, place);
        var urn = fields.Text("urn");
        if (urn.Length == 0)
            throw new BackendException($"{place}: a resource without 'urn'");
        var resource = new ResourceState
        {
            Urn = urn,
            Type = fields.Text("type"),
            Custom = fields.Flag("custom"),
            Delete = fields.Flag("delete"),
            Id = fields.Text("id"),
            Inputs = Properties(fields, "inputs", urn, place),
            Outputs = Properties(fields, "outputs", urn, place),
            Parent = fields.Text("parent"),
            Protect = fields.Flag("protect"),
            Taint = fields.Flag("taint"),
            External = fields.Flag("external"),
            Dependencies = fields.Texts("dependencies"),
            InitErrors = fields.Texts("initErrors"),
            Provider = fields.Text("provider"),
            PropertyDependencies = fields.TextsByName("propertyDependencies"),
            PendingReplacement = fields.Flag("pendingReplacement"),
            AdditionalSecretOutputs = fields.Texts("additionalSecretOutputs"),
            Aliases = fields.Texts("aliases"),
            CustomTimeouts = fields.Timeouts("customTimeouts"),
            ImportId = fields.Text("importID"),
            RetainOnDelete = fields.Flag("retainOnDelete"),
            DeletedWith = fields.Text("deletedWith"),
            ReplaceWith = fields.Texts("replaceWith"),
            HideDiff = fields.Texts("hideDiff"),
            ResourceHooks = fields.TextsByName("resourceHooks"),
            ReplacementTrigger = fields.TryGet("replacementTrigger", out var trigger) ? PropertyJson.Read(trigger, codec, $"{urn} replacementTrigger") : null,
            Created = fields.Time("created"),
            Modified = fields.Time("modified"),
            IgnoreChanges = fields.Texts("ignoreChanges"),
            ReplaceOnChanges = fields.Texts("replaceOnChanges"),
            UnknownFields = json.EnumerateObject().Where(item => !Understood.Contains(item.Name))
                .ToImmutableSortedDictionary(item => item.Name, item => item.Value.GetRawText(), StringComparer.Ordinal),
        };

        // What was read is written again as it was, to the last digit of its times, as long as nothing changes it.
        if (codec is EncryptingCodec)
        {
            var text = json.GetRawText();
            if (!text.Contains('\n', StringComparison.Ordinal) && !text.Contains("\"plaintext\":", StringComparison.Ordinal))
                _texts.AddOrUpdate(resource, Encoding.UTF8.GetBytes(text));
        }
        return resource;
    }

    private PropertyMap Properties(StateFields fields, string name, string urn, string place)
    {
        try
        {
            return fields.TryGet(name, out var json) ? PropertyJson.ReadObject(json, codec, $"{urn} {name}") : PropertyMap.Empty;
        }
        catch (BackendException e)
        {
            throw new BackendException($"{place}: {e.Message}");
        }
    }

    private bool WriteField(GoJsonWriter writer, string field, ResourceState r)
    {
        switch (field)
        {
            case "urn": writer.String(field, r.Urn); break;
            case "custom": writer.Name(field); writer.Bool(r.Custom); break;
            case "delete": Flag(writer, field, r.Delete); break;
            case "id": Text(writer, field, r.Id); break;
            case "type": writer.String(field, r.Type); break;
            case "inputs": Map(writer, field, r.Inputs, r.Urn); break;
            case "outputs": Map(writer, field, r.Outputs, r.Urn); break;
            case "parent": Text(writer, field, r.Parent); break;
            case "protect": Flag(writer, field, r.Protect); break;
            case "taint": Flag(writer, field, r.Taint); break;
            case "external": Flag(writer, field, r.External); break;
            case "dependencies": Texts(writer, field, r.Dependencies); break;
            case "initErrors": Texts(writer, field, r.InitErrors); break;
            case "provider": Text(writer, field, r.Provider); break;
            case "propertyDependencies": TextsByName(writer, field, r.PropertyDependencies); break;
            case "pendingReplacement": Flag(writer, field, r.PendingReplacement); break;
            case "additionalSecretOutputs": Texts(writer, field, r.AdditionalSecretOutputs); break;
            case "aliases": Texts(writer, field, r.Aliases); break;
            case "customTimeouts": Timeouts(writer, field, r.CustomTimeouts); break;
            case "importID": Text(writer, field, r.ImportId); break;
            case "retainOnDelete": Flag(writer, field, r.RetainOnDelete); break;
            case "deletedWith": Text(writer, field, r.DeletedWith); break;
            case "replaceWith": Texts(writer, field, r.ReplaceWith); break;
            case "resourceHooks": TextsByName(writer, field, r.ResourceHooks); break;
            case "hideDiff": Texts(writer, field, r.HideDiff); break;
            case "replacementTrigger": Value(writer, field, r.ReplacementTrigger, r.Urn); break;
            case "created": Time(writer, field, r.Created); break;
            case "modified": Time(writer, field, r.Modified); break;
            case "ignoreChanges": Texts(writer, field, r.IgnoreChanges); break;
            case "replaceOnChanges": Texts(writer, field, r.ReplaceOnChanges); break;
            default: return false;
        }
        return true;
    }

    private static void WriteUnknown(GoJsonWriter writer, string name, string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = PropertyJson.MaximumDepth });
        writer.Name(name);
        JsonCopy.Write(writer, document.RootElement);
    }

    private void Map(GoJsonWriter writer, string name, PropertyMap properties, string urn)
    {
        if (properties.Count == 0)
            return;
        writer.Name(name);
        PropertyJson.Write(writer, properties, codec, $"{urn} {name}");
    }

    private void Value(GoJsonWriter writer, string name, PropertyValue? value, string urn)
    {
        if (value is null)
            return;
        writer.Name(name);
        PropertyJson.Write(writer, value, codec, $"{urn} {name}");
    }

    private static void Flag(GoJsonWriter writer, string name, bool value)
    {
        if (!value)
            return;
        writer.Name(name);
        writer.Bool(true);
    }

    private static void Text(GoJsonWriter writer, string name, string value)
    {
        if (value.Length > 0)
            writer.String(name, value);
    }

    private static void Texts(GoJsonWriter writer, string name, ImmutableArray<string> values)
    {
        if (values.IsDefaultOrEmpty)
            return;
        writer.Name(name);
        Array(writer, values);
    }

    private static void TextsByName(GoJsonWriter writer, string name, ImmutableSortedDictionary<string, ImmutableArray<string>> values)
    {
        if (values.IsEmpty)
            return;
        writer.Name(name);
        writer.StartObject();
        foreach (var (key, texts) in values.OrderBy(item => item.Key, StringComparer.Ordinal))
        {
            writer.Name(key);
            Array(writer, texts);
        }
        writer.EndObject();
    }

    private static void Array(GoJsonWriter writer, ImmutableArray<string> values)
    {
        writer.StartArray();
        foreach (var value in values.IsDefault ? [] : values)
            writer.String(value);
        writer.EndArray();
    }

    private static void Timeouts(GoJsonWriter writer, string name, CustomTimeouts? timeouts)
    {
        if (timeouts is null or { Create: 0, Update: 0, Delete: 0 })
            return;
        writer.Name(name);
        writer.StartObject();
        foreach (var (key, seconds) in new[] { ("create", timeouts.Create), ("update", timeouts.Update), ("delete", timeouts.Delete) })
        {
            if (seconds <= 0)
                continue;
            writer.Name(key);
            writer.Number(seconds);
        }
        writer.EndObject();
    }

    private static void Time(GoJsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is { } value)
            writer.String(name, GoTime.Nano(value));
    }
}

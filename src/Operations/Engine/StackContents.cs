using System.Text.Json;
using System.Text.Json.Nodes;
using Provisioner.Facts.State;
using Provisioner.Stacks.Naming;

namespace Provisioner.Operations.Engine;

/// <summary>A stack's state, as far as facts and decisions need it.</summary>
/// <param name="Interrupted">Types of the resources whose creation was under way when the engine was killed: nobody knows whether they exist.</param>
public sealed record StackContents(OwnState Own, IReadOnlyList<string> Interrupted)
{
    private const string StackType = "pulumi:pulumi:Stack";

    private const string WorkspaceProviderType = "pulumi:providers:databricks";

    /// <summary>The key that marks a secret in a state; its value is the same in every version.</summary>
    private const string SecretSignature = "4dabf18193072939515e22adb298388d";

    public static StackContents Empty { get; } = new(OwnState.Empty, []);

    public static StackContents Read(JsonElement deployment)
    {
        var resources = new List<OwnResource>();
        JsonObject outputs = [];
        string? host = null;
        foreach (var resource in Items(deployment, "resources"))
        {
            if (Flag(resource, "delete"))
                continue;
            var urn = Text(resource, "urn") ?? "";
            var type = Text(resource, "type") ?? "";
            if (type == StackType && resource.TryGetProperty("outputs", out var declared) && declared.ValueKind == JsonValueKind.Object)
                outputs = Plain(JsonObject.Create(declared.Clone())!);
            if (type == WorkspaceProviderType && urn.EndsWith($"::{ResourceNames.WorkspaceProvider}", StringComparison.Ordinal))
                host = Uri.TryCreate(Text(Inputs(resource), "host"), UriKind.Absolute, out var address) ? address.Host : null;
            resources.Add(new OwnResource
            {
                Urn = urn, Type = type, Name = urn[(urn.LastIndexOf("::", StringComparison.Ordinal) + 2)..], Id = Text(resource, "id"),
                Retained = Flag(resource, "retainOnDelete"), External = Flag(resource, "external"), WarehouseId = Text(Inputs(resource), "warehouseId"),
                Tag = type == ResourceTypes.Repo && Text(Inputs(resource), "tag") is { Length: > 0 } tag ? tag : null,
            });
        }

        var interrupted = Items(deployment, "pending_operations")
            .Where(pending => Text(pending, "type") == "creating" && pending.TryGetProperty("resource", out _))
            .Select(pending => Text(pending.GetProperty("resource"), "type") ?? "");
        return new StackContents(new OwnState { Resources = resources, Outputs = outputs, WorkspaceHost = host }, [.. interrupted]);
    }

    private static JsonObject Plain(JsonObject outputs)
    {
        foreach (var name in outputs.Where(output => output.Value is JsonObject value && value.ContainsKey(SecretSignature)).Select(output => output.Key).ToArray())
            outputs.Remove(name);
        return outputs;
    }

    private static JsonElement Inputs(JsonElement resource) => resource.TryGetProperty("inputs", out var inputs) ? inputs : default;

    private static IEnumerable<JsonElement> Items(JsonElement deployment, string name) =>
        deployment.ValueKind == JsonValueKind.Object && deployment.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : [];

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Flag(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}

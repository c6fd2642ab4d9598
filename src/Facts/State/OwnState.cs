using System.Text.Json.Nodes;

namespace Provisioner.Facts.State;

/// <summary>What the component's own stack holds before the operation.</summary>
public sealed record OwnState
{
    /// <summary>The state of a stack that does not exist yet.</summary>
    public static OwnState Empty { get; } = new() { Resources = [] };

    public required IReadOnlyList<OwnResource> Resources { get; init; }

    /// <summary>The stack's outputs at the end of the last operation; secrets left out. Treat as read-only.</summary>
    public JsonObject Outputs { get; init; } = [];

    /// <summary>Host name of the workspace that the stack's objects are in, whose ids theirs are; null when it has worked in none yet.</summary>
    public string? WorkspaceHost { get; init; }

    public OwnResource? Find(string type, string name) =>
        Resources.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.Ordinal) && string.Equals(r.Type, type, StringComparison.Ordinal));

    /// <summary>The names in the list output of that name; null when there is no such output.</summary>
    public IReadOnlyList<string>? ListOutput(string name) =>
        Outputs[name] is JsonArray list ? [.. list.OfType<JsonValue>().Select(item => item.GetValue<string>())] : null;
}

using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Storage;

namespace Provisioner.Emulator.Scim;

/// <summary>PATCH of SCIM: operations <c>add</c>, <c>replace</c>, <c>remove</c> on attributes and on a group's members.</summary>
internal static class ScimPatch
{
    public static ApiAnswer Apply(ApiCall call, Table table, JsonObject row)
    {
        var id = row.RequiredText("id");
        var operations = call.Body.Items("Operations");
        if (operations.Count == 0) operations = call.Body.Items("operations");
        if (operations.Count == 0) throw ApiRefusal.Invalid("Operations must not be empty");
        table.Change(id, copy =>
        {
            foreach (var operation in operations) One(call.World, copy, operation);
        });
        return ScimApi.Scim(table.Find(id)!.Copy());
    }

    private static void One(World world, JsonObject row, JsonObject operation)
    {
        var op = operation.RequiredText("op").ToLowerInvariant();
        var path = operation.Text("path") ?? "";
        if (path.StartsWith("members", StringComparison.OrdinalIgnoreCase) || (path.Length == 0 && (operation["value"] as JsonObject)?["members"] is not null))
        {
            Members(world, row, op, path, operation["value"]);
            return;
        }

        if (path.Length == 0)
        {
            foreach (var (name, value) in operation["value"] as JsonObject ?? throw ApiRefusal.Invalid("An operation without path needs an object as its value")) row[name] = value?.DeepClone();
        }
        else if (op == "remove") row.Remove(path);
        else if (op is "add" or "replace") row[path] = operation["value"]?.DeepClone();
        else throw ApiRefusal.Invalid($"Unsupported operation {op}");
    }

    private static void Members(World world, JsonObject row, string op, string path, JsonNode? value)
    {
        var list = (value is JsonObject o && o["members"] is { } inner ? inner : value) switch
        {
            JsonArray members => [.. members.OfType<JsonObject>()],
            JsonObject one => new List<JsonObject> { one },
            _ => [],
        };
        switch (op)
        {
            case "add":
                foreach (var member in list) ScimResources.AddMember(row, ScimResources.Member(world, member));
                break;
            case "replace":
                row["members"] = new JsonArray();
                foreach (var member in list) ScimResources.AddMember(row, ScimResources.Member(world, member));
                break;
            case "remove":
                var filter = path.IndexOf('[', StringComparison.Ordinal) is var open and > 0 ? ScimFilter.Parse(path[(open + 1)..].TrimEnd(']'))
                    : list.Count > 0 ? m => list.Exists(l => l.Text("value") == m.Text("value"))
                    : new Func<JsonObject, bool>(_ => true);
                row["members"] = row.Items("members").Where(m => !filter(m)).ToJsonArray();
                break;
            default:
                throw ApiRefusal.Invalid($"Unsupported operation {op}");
        }
    }
}

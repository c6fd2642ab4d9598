using System.Text.Json;

namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>Writes JSON that was read in the writer's own form; object members keep their order.</summary>
internal static class JsonCopy
{
    public static void Write(GoJsonWriter writer, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                writer.StartObject();
                foreach (var item in json.EnumerateObject())
                {
                    writer.Name(item.Name);
                    Write(writer, item.Value);
                }
                writer.EndObject();
                break;
            case JsonValueKind.Array:
                writer.StartArray();
                foreach (var item in json.EnumerateArray())
                    Write(writer, item);
                writer.EndArray();
                break;
            case JsonValueKind.String:
                writer.String(json.GetString()!);
                break;
            case JsonValueKind.Number:
                writer.Raw(System.Text.Encoding.UTF8.GetBytes(json.GetRawText()));
                break;
            case JsonValueKind.True or JsonValueKind.False:
                writer.Bool(json.GetBoolean());
                break;
            default:
                writer.Null();
                break;
        }
    }
}

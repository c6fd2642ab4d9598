using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Provisioner.Stacks.Tests;

/// <summary>Compares what a program declares with a file in <c>Golden/</c>. <c>PROVISIONER_ACCEPT=1</c> rewrites the files: read the difference before committing.</summary>
internal static class Golden
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Matches(string name, ProgramRun run)
    {
        var actual = Render(run);
        if (Environment.GetEnvironmentVariable("PROVISIONER_ACCEPT") == "1")
            File.WriteAllText(Path.Combine(SourceFolder(), $"{name}.txt"), actual);
        else
        {
            var file = Path.Combine(AppContext.BaseDirectory, "Golden", $"{name}.txt");
            var expected = File.Exists(file) ? File.ReadAllText(file) : string.Empty;
            Assert.True(expected == actual, $"Golden/{name}.txt differs. Accept with PROVISIONER_ACCEPT=1 and this test. Declared now:\n{actual}");
        }
    }

    private static string Render(ProgramRun run)
    {
        var text = new StringBuilder();
        foreach (var resource in run.Resources)
        {
            text.Append(resource.Type).Append(' ').Append(resource.Name).Append('\n');
            Line(text, "reads", resource.ReadId);
            Line(text, "provider", resource.Provider);
            Line(text, "dependsOn", resource.DependsOn.Count == 0 ? null : string.Join(", ", resource.DependsOn));
            Line(text, "retainOnDelete", resource.Retained ? "yes" : null);
            Line(text, "deleteBeforeReplace", resource.Options.DeleteBeforeReplace == true ? "yes" : null);
            Line(text, "importId", resource.ImportId);
            Line(text, "replaceOnChanges", resource.Options.ReplaceOnChanges.Count == 0 ? null : string.Join(", ", resource.Options.ReplaceOnChanges));
            Line(text, "ignoreChanges", resource.Options.IgnoreChanges.Count == 0 ? null : string.Join(", ", resource.Options.IgnoreChanges));
            if (resource.Inputs.Count > 0)
                text.Append(Sorted(resource.Inputs)!.ToJsonString(Indented)).Append('\n');
            text.Append('\n');
        }

        return text.Append("outputs ").Append(Sorted(run.Outputs)!.ToJsonString(Indented)).Append('\n').ToString();
    }

    private static void Line(StringBuilder text, string name, string? value)
    {
        if (value is not null)
            text.Append("  ").Append(name).Append(": ").Append(value).Append('\n');
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => KeyValuePair.Create(field.Key, Sorted(field.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    private static string SourceFolder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "Golden");
}

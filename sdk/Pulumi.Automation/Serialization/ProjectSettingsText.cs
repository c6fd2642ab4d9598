using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pulumi.Automation.Serialization;

/// <summary>Project settings as a tree, and back.</summary>
internal static class ProjectSettingsText
{
    /// <exception cref="FormatException">The project has no name, or a runtime that this SDK does not know.</exception>
    public static ProjectSettings Read(JsonObject json) => new(json.OptionalText("name") ?? throw new FormatException("The project has no name."), ReadRuntime(json["runtime"]))
    {
        Main = json.OptionalText("main"),
        Description = json.OptionalText("description"),
        Author = json.OptionalText("author"),
        Website = json.OptionalText("website"),
        License = json.OptionalText("license"),
        Config = json.OptionalText("config"),
        Template = json["template"] is JsonObject template ? ReadTemplate(template) : null,
        Backend = json["backend"] is JsonObject backend ? new ProjectBackend { Url = backend.OptionalText("url") } : null,
    };

    public static JsonObject Write(ProjectSettings settings)
    {
        var json = new JsonObject { ["name"] = settings.Name, ["runtime"] = WriteRuntime(settings.Runtime) };
        json.AddText("main", settings.Main);
        json.AddText("description", settings.Description);
        json.AddText("author", settings.Author);
        json.AddText("website", settings.Website);
        json.AddText("license", settings.License);
        json.AddText("config", settings.Config);
        if (settings.Template is { } template)
        {
            json["template"] = WriteTemplate(template);
        }
        if (settings.Backend is { } backend)
        {
            var node = new JsonObject();
            node.AddText("url", backend.Url);
            json["backend"] = node;
        }
        return json;
    }

    public static bool Same(ProjectSettings left, ProjectSettings right) => JsonNode.DeepEquals(Write(left), Write(right));

    private static ProjectRuntime ReadRuntime(JsonNode? node)
    {
        if (node is not JsonObject json)
        {
            return new ProjectRuntime(ReadRuntimeName(node?.ToString() ?? "nodejs"));
        }
        var runtime = new ProjectRuntime(ReadRuntimeName(json.Text("name")));
        if (json["options"] is JsonObject options)
        {
            runtime.Options = new ProjectRuntimeOptions
            {
                TypeScript = options.Flag("typescript"),
                Binary = options.OptionalText("binary"),
                VirtualEnv = options.OptionalText("virtualenv"),
            };
        }
        return runtime;
    }

    private static ProjectRuntimeName ReadRuntimeName(string name) => Enum.TryParse<ProjectRuntimeName>(name, ignoreCase: true, out var runtime)
        ? runtime
        : throw new FormatException($"'{name}' is no runtime that this SDK knows.");

    private static JsonNode WriteRuntime(ProjectRuntime runtime)
    {
        var name = runtime.Name switch
        {
            ProjectRuntimeName.NodeJS => "nodejs",
            ProjectRuntimeName.Go => "go",
            ProjectRuntimeName.Python => "python",
            _ => "dotnet",
        };
        if (runtime.Options is not { } options)
        {
            return name;
        }
        var json = new JsonObject();
        json.AddFlag("typescript", options.TypeScript);
        json.AddText("binary", options.Binary);
        json.AddText("virtualenv", options.VirtualEnv);
        return new JsonObject { ["name"] = name, ["options"] = json };
    }

    private static ProjectTemplate ReadTemplate(JsonObject json) => new()
    {
        Description = json.OptionalText("description"),
        QuickStart = json.OptionalText("quickstart"),
        Important = json.Flag("important"),
        Config = json["config"] is JsonObject config
            ? config.ToDictionary(
                value => value.Key,
                value => value.Value is JsonObject entry
                    ? new ProjectTemplateConfigValue { Description = entry.OptionalText("description"), Default = entry.OptionalText("default"), Secret = entry.Flag("secret") }
                    : new ProjectTemplateConfigValue(),
                StringComparer.Ordinal)
            : null,
    };

    private static JsonObject WriteTemplate(ProjectTemplate template)
    {
        var json = new JsonObject();
        json.AddText("description", template.Description);
        json.AddText("quickstart", template.QuickStart);
        json.AddFlag("important", template.Important);
        if (template.Config is { } config)
        {
            json["config"] = new JsonObject(config.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value =>
            {
                var entry = new JsonObject();
                entry.AddText("description", value.Value.Description);
                entry.AddText("default", value.Value.Default);
                entry.AddFlag("secret", value.Value.Secret);
                return KeyValuePair.Create(value.Key, (JsonNode?)entry);
            }));
        }
        return json;
    }

    /// <summary>A flag, also where YAML gave it as text.</summary>
    private static bool? Flag(this JsonObject json, string name) => json[name]?.GetValueKind() == JsonValueKind.String
        ? bool.TryParse(json.Text(name), out var flag) ? flag : null
        : json.OptionalFlag(name);

    private static void AddText(this JsonObject json, string name, string? text)
    {
        if (text is not null)
        {
            json[name] = text;
        }
    }

    private static void AddFlag(this JsonObject json, string name, bool? flag)
    {
        if (flag is not null)
        {
            json[name] = flag;
        }
    }
}

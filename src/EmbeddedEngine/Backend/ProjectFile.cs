using System.Collections.Immutable;

namespace Provisioner.EmbeddedEngine.Backend;

/// <summary><c>Pulumi.yaml</c>: the project that a working directory belongs to.</summary>
internal sealed record ProjectFile
{
    private static readonly string[] Names = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

    public required string Path { get; init; }

    public required string Name { get; init; }

    public string Runtime { get; init; } = "";

    public string? BackendUrl { get; init; }

    public string? StackConfigDirectory { get; init; }

    /// <summary>Defaults of configuration, by full key.</summary>
    public ImmutableSortedDictionary<string, ConfigValue> Defaults { get; init; } = ImmutableSortedDictionary<string, ConfigValue>.Empty;

    public string Directory => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Looks in the directory and in those above it; null when there is none.</summary>
    public static ProjectFile? Find(string directory)
    {
        for (var current = new DirectoryInfo(directory); current is not null; current = current.Parent)
        {
            foreach (var name in Names)
            {
                var path = System.IO.Path.Combine(current.FullName, name);
                if (File.Exists(path))
                    return Load(path);
            }
        }
        return null;
    }

    public string ConfigPath(string stack) =>
        System.IO.Path.Combine(System.IO.Path.GetFullPath(StackConfigDirectory ?? ".", Directory), $"Pulumi.{stack}.yaml");

    private static ProjectFile Load(string path)
    {
        var root = YamlText.Parse(File.ReadAllText(path), path);
        var name = root["name"]?.Text;
        if (string.IsNullOrEmpty(name))
            throw new BackendException($"could not load project file '{path}': project is missing a 'name' attribute");
        return new ProjectFile
        {
            Path = path,
            Name = name,
            Runtime = root["runtime"]?.Text ?? root["runtime"]?["name"]?.Text ?? "",
            BackendUrl = root["backend"]?["url"]?.Text,
            StackConfigDirectory = root["stackConfigDir"]?.Text ?? root["config"]?.Text,
            Defaults = ReadDefaults(root["config"], name),
        };
    }

    private static ImmutableSortedDictionary<string, ConfigValue> ReadDefaults(YamlNode? config, string project)
    {
        var result = ImmutableSortedDictionary.CreateBuilder<string, ConfigValue>(StringComparer.Ordinal);
        foreach (var (key, node) in (config as YamlMapping)?.Items ?? [])
        {
            // A key of the project's own may be a declaration with a default; any other is a value.
            var value = node is YamlMapping ? node["value"] ?? node["default"] : node;
            if (value is not null)
                result[ConfigKey.Parse(key, project).ToString()] = new ConfigValue(value);
        }
        return result.ToImmutable();
    }
}

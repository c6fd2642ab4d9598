using System.Text.RegularExpressions;
using Provisioner.Descriptors.Yaml;

namespace Provisioner.Descriptors.Reading;

/// <summary>Named values, written as a map or as a list of <c>{name, value}</c>.</summary>
internal static partial class SettingsMaps
{
    public static IReadOnlyDictionary<string, string> Read(Fields fields, string field) => Read(fields, field, _ => null);

    /// <summary>Those of the environment over those of all environments, name by name.</summary>
    public static IReadOnlyDictionary<string, string> ReadSparkEnvironment(Fields cluster, string environment, DescriptorSettings settings)
    {
        (string? Environment, string Field)[] lists =
        [
            (null, "sparkEnvVars"),
            (settings.DevelopmentEnvironment, "sparkEnvVarsDevelopment"),
            (settings.QaEnvironment, "sparkEnvVarsQa"),
            (settings.ProductionEnvironment, "sparkEnvVarsProduction"),
        ];
        var merged = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (listEnvironment, field) in lists)
        {
            // Lists of other environments are read too: what is wrong in them would be found only after promotion.
            foreach (var (name, value) in Read(cluster, field, EnvironmentNameProblem))
            {
                if (listEnvironment is null || string.Equals(listEnvironment, environment, StringComparison.OrdinalIgnoreCase))
                    merged[name] = value;
            }
        }

        return merged;
    }

    private static SortedDictionary<string, string> Read(Fields fields, string field, Func<string, string?> nameProblem)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        switch (fields.Find(field))
        {
            case null:
                break;
            case YamlMapping mapping:
                foreach (var (name, value) in mapping.Fields)
                    Add(values, name, value, $"{fields.PathOf(field)}.{name}", fields, nameProblem);
                break;
            case YamlSequence:
                foreach (var entry in fields.Sections(field))
                    Add(values, entry.RequiredText("name"), entry.Find("value"), entry.Path, fields, nameProblem);
                break;
            case var other:
                fields.Problem(field, $"must be a map or a list of {{name, value}}, but is {other.Description}.");
                break;
        }

        return values;
    }

    private static void Add(SortedDictionary<string, string> values, string name, YamlNode? value, string path, Fields fields, Func<string, string?> nameProblem)
    {
        if (name.Length == 0)
            return;
        if (name.Length > Fields.NameLength || name.Any(char.IsControl))
            fields.Problems.Add(path, $"must have a name of one line and at most {Fields.NameLength} characters.");
        else if (nameProblem(name) is { } problem)
            fields.Problems.Add(path, problem);
        else if (value is not (null or YamlScalar))
            fields.Problems.Add(path, $"must be a single value, but is {value.Description}.");
        else if (!values.TryAdd(name, Text(value as YamlScalar)))
            fields.Problems.Add(path, $"names '{name}' a second time.");
    }

    /// <summary>Numbers and truth values are wanted as they are written: Spark reads texts.</summary>
    private static string Text(YamlScalar? value) => value is null || YamlScalarKind.Of(value) == YamlScalarType.Null ? string.Empty : value.Text;

    private static string? EnvironmentNameProblem(string name) =>
        EnvironmentName().IsMatch(name) ? null : $"'{name}' is no name of an environment variable (letters, digits and underscores, no digit first).";

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex EnvironmentName();
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Problems;
using Dbx = Pulumi.Databricks;

namespace Provisioner.Stacks.Workflows;

/// <summary>Turns the Jobs API's settings into arguments of the job resource, by rule. What the resource does not know is a problem; nothing is dropped silently.</summary>
public sealed class WorkflowArguments
{
    private readonly List<Problem> _problems = [];

    private WorkflowArguments()
    {
    }

    /// <summary>The problems that the settings will have at deployment, whatever the target workspace; for validation.</summary>
    public static IReadOnlyList<Problem> Check(WorkflowComponent component)
    {
        var problems = new List<Problem>();
        Of(component.Settings, component, problems);
        return problems;
    }

    internal static string SettingsPath(WorkflowComponent component) => $"{component.Path}.specific.workflow.settings";

    internal static ImmutableDictionary<string, object?> Of(JsonObject settings, WorkflowComponent component, List<Problem> problems)
    {
        var arguments = new WorkflowArguments();
        var converted = arguments.Object(settings, InputShape.Of(typeof(Dbx.JobArgs)), string.Empty, SettingsPath(component));
        problems.AddRange(arguments._problems);
        return converted;
    }

    private ImmutableDictionary<string, object?> Object(JsonObject source, ObjectShape shape, string holder, string path)
    {
        var target = ImmutableDictionary.CreateBuilder<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in source)
        {
            if (value is null)
                continue;
            var field = ApiNames.FieldOf(shape, holder, name);
            if (field is null)
                Problem($"{path}.{name}", "is no setting of a job that is known here.");
            else if (!IsEmpty(name, value) && Value(value, shape.Fields[field], name, $"{path}.{name}") is { } converted)
                target[field] = converted;
        }

        return target.ToImmutable();
    }

    private object? Value(JsonNode source, InputShape shape, string name, string path) => (shape, source) switch
    {
        (ObjectShape fields, JsonObject found) => Object(found, fields, name, path),
        (ListShape list, JsonArray items) => ListOrder.Sort(
            name, [.. items.Select((item, i) => item is null ? null : Value(item, list.Item, name, $"{path}[{i}]")).Where(item => item is not null)]),
        (MapShape map, JsonObject entries) => entries
            .Where(entry => entry.Value is not null)
            .Select(entry => (entry.Key, Value: Value(entry.Value!, map.Value, entry.Key, $"{path}.{entry.Key}"))).Where(entry => entry.Value is not null)
            .ToImmutableDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal),
        (ScalarShape scalar, JsonValue value) => Scalar(value, scalar.Type, path),
        _ => Mismatch(shape, path),
    };

    private object? Scalar(JsonValue value, ScalarType type, string path)
    {
        var kind = value.GetValueKind();
        var text = kind == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
        switch (type)
        {
            case ScalarType.Text:
                return text;
            case ScalarType.Boolean when kind is JsonValueKind.True or JsonValueKind.False:
                return kind == JsonValueKind.True;
            case ScalarType.Integer or ScalarType.Number when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number):
                // Ids of jobs are larger than 32 bits; the wire has one kind of number.
                return number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue ? (object)(int)number : number;
            case ScalarType.Any:
                return text;
            default:
                Problem(path, $"must be {(type == ScalarType.Boolean ? "true or false" : "a number")}, but is {value.ToJsonString()}.");
                return null;
        }
    }

    private object? Mismatch(InputShape shape, string path)
    {
        Problem(path, shape switch
        {
            ListShape => "must be a list.",
            ScalarShape => "must be a single value.",
            _ => "must be a map of fields.",
        });
        return null;
    }

    /// <summary>What says nothing: the API leaves it out of its answers, and the provider would see a difference for ever. An empty <c>continuous</c> says "always run".</summary>
    private static bool IsEmpty(string name, JsonNode value) => value switch
    {
        JsonArray items => items.Count == 0,
        JsonObject fields => name != "continuous" && fields.All(field => field.Value is null || IsEmpty(field.Key, field.Value)),
        _ => false,
    };

    private void Problem(string path, string message) => _problems.Add(new Problem(path, message));
}

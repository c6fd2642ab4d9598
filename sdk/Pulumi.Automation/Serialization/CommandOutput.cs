using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Pulumi.Automation.Serialization;

/// <summary>Reads what the CLI's verbs print as JSON.</summary>
internal static class CommandOutput
{
    /// <summary>What <c>stack output</c> prints in place of a secret.</summary>
    private const string Blinded = "[secret]";

    public static ConfigValue ReadConfigValue(string text) => ConfigValue((JsonObject)JsonNode.Parse(text)!);

    public static ImmutableDictionary<string, ConfigValue> ReadConfig(string text)
        => Object(text).ToImmutableDictionary(value => value.Key, value => ConfigValue((JsonObject)value.Value!), StringComparer.Ordinal);

    public static WhoAmIResult ReadWhoAmI(string text)
    {
        var json = Object(text);
        return new WhoAmIResult(json.Text("user"), json.OptionalText("url"), json.OptionalTexts("organizations") ?? []);
    }

    public static ImmutableList<StackSummary> ReadStacks(string text) => [.. Items(text).Select(json => new StackSummary
    {
        Name = json.Text("name"),
        IsCurrent = json.OptionalFlag("current") ?? false,
        LastUpdate = json.OptionalTime("lastUpdate"),
        IsUpdateInProgress = json.OptionalFlag("updateInProgress") ?? false,
        ResourceCount = json.OptionalInteger("resourceCount"),
        Url = json.OptionalText("url"),
    })];

    public static ImmutableList<PluginInfo> ReadPlugins(string text) => [.. Items(text).Select(json => new PluginInfo
    {
        Name = json.Text("name"),
        Path = json.OptionalText("path"),
        Kind = Enum.Parse<PluginKind>(json.Text("kind"), ignoreCase: true),
        Version = json.OptionalText("version"),
        Size = json.OptionalLong("size") ?? 0,
        InstallTime = json.OptionalTime("installTime") ?? default,
        LastUsedTime = json.OptionalTime("lastUsedTime") ?? default,
        ServerUrl = json.OptionalText("serverUrl"),
    })];

    public static ImmutableList<UpdateSummary> ReadHistory(string text) => [.. Items(text).Select(json => new UpdateSummary
    {
        Kind = WireNames.UpdateKind(json.Text("kind")),
        StartTime = json.OptionalTime("startTime") ?? default,
        Message = json.Text("message"),
        Environment = json.Texts("environment"),
        Config = json["config"] is JsonObject config
            ? config.ToImmutableDictionary(value => value.Key, value => ConfigValue((JsonObject)value.Value!), StringComparer.Ordinal)
            : ImmutableDictionary<string, ConfigValue>.Empty,
        Result = WireNames.UpdateState(json.Text("result")),
        EndTime = json.OptionalTime("endTime") ?? default,
        Version = json.OptionalInteger("version"),
        Deployment = json.OptionalText("deployment"),
        ResourceChanges = EngineEventReader.ReadChanges(json, "resourceChanges"),
    })];

    /// <param name="blinded">What the CLI prints without secrets: it tells which values are secrets.</param>
    /// <param name="plain">What it prints with them.</param>
    public static ImmutableDictionary<string, OutputValue> ReadOutputs(string blinded, string plain)
    {
        var masks = Object(blinded);
        return Object(plain).ToImmutableDictionary(
            output => output.Key,
            output => new OutputValue(output.Value.ToObject()!, isSecret: masks[output.Key] is JsonValue mask && mask.ToString() == Blinded),
            StringComparer.Ordinal);
    }

    private static ConfigValue ConfigValue(JsonObject json) => new(json.Text("value"), json.OptionalFlag("secret") ?? false);

    private static JsonObject Object(string text) => string.IsNullOrWhiteSpace(text) ? [] : (JsonObject)JsonNode.Parse(text)!;

    private static IEnumerable<JsonObject> Items(string text)
        => string.IsNullOrWhiteSpace(text) || JsonNode.Parse(text) is not JsonArray items ? [] : items.OfType<JsonObject>();
}

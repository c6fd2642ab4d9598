using System.CommandLine;
using System.Text.Json.Nodes;
using Provisioner.Databricks;
using Provisioner.Descriptors.Yaml;
using Provisioner.Operations.Secrets;
using Provisioner.ReverseReader.ReverseProvisioning;

namespace Provisioner.Api.Commands;

/// <summary><c>provisioner reverse</c>: what <c>/v1/reverse-provisioning</c> says, without a service.</summary>
internal static class ReverseCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var options = new Options();
        var command = new Command(
            "reverse",
            "Prints what is live as updates of a component's catalog-info.yaml: paths and values, as YAML. It changes nothing. Exit codes: 0 done, 1 error.")
        { options.Template, options.Environment, options.Parameters, options.Request, options.Reading.Data, options.Reading.Config, options.Reading.Emulator };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, options, output, error, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Options options, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (await RequestAsync(parsed, options, error, cancellationToken) is not { } request)
            return ExitCodes.Failure;
        await using var services = await options.Reading.OpenAsync(parsed, error);
        if (services is null)
            return ExitCodes.Failure;
        var redactor = services.GetRequiredService<Redactor>();
        try
        {
            var updates = await services.GetRequiredService<ReverseProvisioner>().ReadAsync(request, cancellationToken);
            if (updates.Succeeded)
            {
                await output.WriteAsync(redactor.Redact(YamlText.Write(updates.Value)));
                return ExitCodes.Success;
            }

            foreach (var problem in updates.Problems)
                await error.WriteLineAsync($"error: {redactor.Redact(problem)}");
        }
        catch (Exception failure) when (failure is DatabricksApiException or AzureApiException)
        {
            await error.WriteLineAsync($"error: {redactor.Redact(failure.Message)}");
        }

        return ExitCodes.Failure;
    }

    /// <returns>Null when the arguments make no request; why has been said.</returns>
    private static async Task<ReverseRequest?> RequestAsync(ParseResult parsed, Options options, TextWriter error, CancellationToken cancellationToken)
    {
        JsonObject asked = [];
        if (parsed.GetValue(options.Request) is { } file)
        {
            if (await InputFile.ReadAsync(file, error, cancellationToken) is not { } text)
                return null;
            var (read, problem) = YamlText.ReadMap(text);
            if (read is null)
            {
                await error.WriteLineAsync($"{file}: {problem}");
                return null;
            }

            asked = read;
        }

        var parameters = asked["params"] as JsonObject ?? [];
        foreach (var pair in parsed.GetValue(options.Parameters) ?? [])
        {
            if (pair.IndexOf('=', StringComparison.Ordinal) is var mark && (mark <= 0 || !Set(parameters, pair[..mark].Split('.'), pair[(mark + 1)..])))
            {
                await error.WriteLineAsync($"--param {pair}: must be key=value, the key a dotted path such as environmentSpecificConfig.specific.workspace.");
                return null;
            }
        }

        if ((parsed.GetValue(options.Template) ?? Text(asked["useCaseTemplateId"])) is not { Length: > 0 } template)
        {
            await error.WriteLineAsync("Say which template the component has: --template ID, or useCaseTemplateId in the file of --request.");
            return null;
        }

        return new ReverseRequest(
            template, parsed.GetValue(options.Environment) ?? Text(asked["environment"]) ?? "development", parameters.Count > 0 ? parameters : null, asked["catalogInfo"] as JsonObject);
    }

    private static bool Set(JsonObject at, string[] path, string value)
    {
        if (path.Any(string.IsNullOrEmpty))
            return false;
        foreach (var step in path[..^1])
        {
            if (at[step] is not JsonObject next)
                at[step] = next = [];
            at = next;
        }

        at[path[^1]] = value;
        return true;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private sealed record Options
    {
        public Option<string?> Template { get; } = new("--template") { Description = "The component's useCaseTemplateId: of a workflow or an output port.", HelpName = "ID" };

        public Option<string?> Environment { get; } = new("--environment") { Description = "The environment to read. Default: development.", HelpName = "NAME" };

        public Option<string[]> Parameters { get; } = new("--param")
        {
            Description = "A parameter of the request, the key a dotted path; may be given several times.", HelpName = "KEY=VALUE", AllowMultipleArgumentsPerToken = true,
        };

        public Option<string?> Request { get; } = new("--request") { Description = "The whole request, with params and catalogInfo, as JSON or YAML; other options win over it.", HelpName = "FILE" };

        public ReadingServices Reading { get; } = new();
    }
}

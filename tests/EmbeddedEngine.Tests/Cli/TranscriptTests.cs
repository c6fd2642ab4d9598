using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Provisioner.EmbeddedEngine.Tests.Cli;

/// <summary>Replays the recorded transcript of the real CLI: the same arguments, then output, error output and exit code compared.</summary>
public sealed partial class TranscriptTests
{
    private const string Stack = "sales.orders.1.job.dev";

    // What it prints names the packages of its installation, or needs the providers' own services.
    private static readonly string[] NotReplayed = ["plugin ls", "destroy "];

    [Fact]
    public async Task Run_EveryRecordedCommand_AnswersAsRecorded()
    {
        using var lab = new CliLab("provisioner");
        var text = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Cli", "transcript.txt"));
        var compared = 0;
        foreach (Match match in Commands().Matches(text))
        {
            var arguments = match.Groups["arguments"].Value;
            if (NotReplayed.Any(start => arguments.StartsWith(start, StringComparison.Ordinal)))
                continue;
            if (arguments.StartsWith("stack import", StringComparison.Ordinal))
                await File.WriteAllTextAsync(Path.Combine(lab.Work, "x"), Deployment(lab));
            if (arguments.StartsWith("stack --stack", StringComparison.Ordinal))
                lab.Time.SetUtcNow(lab.Time.GetUtcNow().AddSeconds(1));

            var result = await lab.RunAsync(arguments.Replace("/srv/x", Path.Combine(lab.Work, "x"), StringComparison.Ordinal));

            var observed = Normalize(lab, result.Output + (result.Error.Length > 0 ? "-- stderr\n" + result.Error : "") + $"-- exit {result.ExitCode}\n");
            Assert.Equal($"$ {arguments}\n{Normalize(lab, match.Groups["answer"].Value)}", $"$ {arguments}\n{observed}");
            compared++;
        }
        Assert.Equal(32, compared);
    }

    [GeneratedRegex(@"^\$ pulumi (?<arguments>.*)\n(?<answer>(?:.*\n)*?-- exit \d+\n)", RegexOptions.Multiline)]
    private static partial Regex Commands();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d[T ][\d:.]+(Z| \+0000 UTC)")]
    private static partial Regex Times();

    [GeneratedRegex(@"v1:[A-Za-z0-9+/=]+:v1:[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+")]
    private static partial Regex Salts();

    [GeneratedRegex(@"(\d+ \w+ ago|now) *")]
    private static partial Regex Ages();

    private static string Normalize(CliLab lab, string text)
    {
        text = text.Replace("/srv/pulumi-backend", lab.State, StringComparison.Ordinal).Replace("\"user\": \"me\"", $"\"user\": \"{Environment.UserName}\"", StringComparison.Ordinal)
            .Replace("Managed by host", $"Managed by {Environment.MachineName}", StringComparison.Ordinal);
        text = Ages().Replace(Salts().Replace(Times().Replace(text, "<time>"), "<salt>"), "<age> ");
        return text.Replace("LAST UPDATE   ", "LAST UPDATE  ", StringComparison.Ordinal).Replace("LAST UPDATE ", "LAST UPDATE", StringComparison.Ordinal);
    }

    // The sixteen resources of the recording, by type and name, with its outputs.
    private static string Deployment(CliLab lab)
    {
        string[] names =
        [
            "pulumi:providers:databricks workspace", "databricks:index/directory:Directory folder", "databricks:index/gitCredential:GitCredential git-credential",
            "databricks:index/catalog:Catalog catalog", "databricks:index/repo:Repo repo", "databricks:index/schema:Schema schema", "databricks:index/job:Job job",
            "databricks:index/pipeline:Pipeline pipeline", "databricks:index/permissions:Permissions repo-acl", "databricks:index/grant:Grant catalog-owner",
            "databricks:index/sqlTable:SqlTable view", "databricks:index/permissions:Permissions job-acl", "databricks:index/permissions:Permissions pipeline-acl",
            "databricks:index/grant:Grant schema-developers", "databricks:index/grants:Grants view-grants",
        ];
        const string Root = $"urn:pulumi:{Stack}::provisioner::pulumi:pulumi:Stack::provisioner-{Stack}";
        var resources = new JsonArray(new JsonObject
        {
            ["urn"] = Root,
            ["custom"] = false,
            ["type"] = "pulumi:pulumi:Stack",
            ["outputs"] = new JsonObject
            {
                ["jobId"] = "1004",
                ["jobUrl"] = "http://127.0.0.1:18080/jobs/1004",
                ["secretThing"] = new JsonObject { ["4dabf18193072939515e22adb298388d"] = "1b47061264138c4ac30d75fd1eb44270", ["plaintext"] = "\"s\"" },
            },
        });
        foreach (var parts in names.Select(name => name.Split(' ')))
        {
            resources.Add((JsonNode)new JsonObject
            {
                ["urn"] = $"urn:pulumi:{Stack}::provisioner::{parts[0]}::{parts[1]}",
                ["custom"] = true,
                ["type"] = parts[0],
                ["parent"] = Root,
            });
        }
        var salt = File.ReadAllLines(Path.Combine(lab.Work, $"Pulumi.{Stack}.yaml")).Single(line => line.StartsWith("encryptionsalt: ", StringComparison.Ordinal))[16..];
        return new JsonObject
        {
            ["version"] = 3,
            ["deployment"] = new JsonObject
            {
                ["manifest"] = new JsonObject { ["time"] = "2026-11-22T16:30:26.36929967Z" },
                ["secrets_providers"] = new JsonObject { ["type"] = "passphrase", ["state"] = new JsonObject { ["salt"] = salt } },
                ["resources"] = resources,
            },
        }.ToJsonString();
    }
}

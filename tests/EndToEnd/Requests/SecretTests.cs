using System.Text;
using System.Text.Json.Nodes;
using Provisioner.EndToEnd.Running;

namespace Provisioner.EndToEnd.Requests;

/// <summary>Tokens are found nowhere as plain text.</summary>
[Collection(ProcessTests.Collection)]
public sealed class SecretTests
{
    [Fact]
    public async Task Tokens_AfterSuccessFailureAndCrash_AreNowhereInPlainText()
    {
        await using var databricks = await EmulatedDatabricks.StartAsync();
        await using var service = await RunningService.StartAsync(databricks, ("PROVISIONER_Logging__LogLevel__Default", "Debug"));
        var sample = new JobSample();
        // Answers that tell a token back, as careless services do.
        await databricks.OrderFaultAsync(Echo("/git-credentials", $"Not with {RunningService.GitToken}"));
        var refused = await service.RunAsync("/v1/provision", sample.Request());
        Assert.Contains("Not with", (string?)refused["result"], StringComparison.Ordinal);
        await service.ProvisionAsync(sample);
        var passphrase = (await File.ReadAllTextAsync(Path.Combine(service.Data, "passphrase"))).Trim();

        await databricks.OrderFaultAsync(Echo("/jobs/(reset|update)", $"Not with {RunningService.DatabricksToken}"));
        var failed = await service.RunAsync("/v1/provision", (sample with { Workers = 9 }).Request());
        Assert.Equal("FAILED", (string?)failed["status"]);
        Assert.Contains("Not with", (string?)failed["result"], StringComparison.Ordinal);
        await databricks.OrderFaultAsync(new JsonObject { ["method"] = "POST", ["path"] = "/jobs/(reset|update)", ["delayMs"] = 1500, ["times"] = 1 });
        var token = await service.AcceptAsync("/v1/provision", (sample with { Workers = 4 }).Request());
        await Until(async () => (await databricks.CallsAsync()).Count(call => ((string)call["path"]!).Contains("/jobs/", StringComparison.Ordinal) && (bool)call["changes"]!) >= 2);
        await service.KillAsync();
        await service.StartAgainAsync();
        var ended = await service.EndedAsync(token);
        Assert.True((string?)ended["status"] == "COMPLETED", ended.ToJsonString());
        Assert.Equal(0, await service.Process.StopAsync());

        string[] secrets = [RunningService.GitToken, RunningService.DatabricksToken, passphrase];
        var forms = secrets.SelectMany(secret => new[] { secret, Uri.EscapeDataString(secret), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)) }).ToArray();
        AssertHoldsNone(forms, "the statuses", Encoding.UTF8.GetBytes(refused.ToJsonString() + failed.ToJsonString() + ended.ToJsonString()));
        AssertHoldsNone(forms, "the service's log", Encoding.UTF8.GetBytes(service.Log + service.Process.Errors));
        var files = Directory.GetFiles(service.Data, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "passphrase").ToArray();
        Assert.Contains(files, file => file.Contains("/history/", StringComparison.Ordinal));
        Assert.Contains(files, file => file.Contains("/backups/", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith("operations.db", StringComparison.Ordinal));
        foreach (var file in files)
            AssertHoldsNone(forms, file, await File.ReadAllBytesAsync(file));
    }

    private static void AssertHoldsNone(string[] forms, string where, byte[] content)
    {
        foreach (var form in forms)
            Assert.True(content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(form)) < 0, $"{where} holds a secret in plain text ({form[..6]}…)");
    }

    private static JsonObject Echo(string path, string message) => new()
    {
        ["method"] = "POST", ["path"] = path, ["status"] = 400, ["times"] = 1, ["body"] = new JsonObject { ["error_code"] = "INVALID_PARAMETER_VALUE", ["message"] = message },
    };

    private static async Task Until(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 600 && !await holds(); i++)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
    }
}

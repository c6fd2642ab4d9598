using Pulumi;

namespace Provisioner.Sdk.Tests.Pulumi.Programs;

public class ConfigTests
{
    [Fact]
    public async Task Config_EveryType_IsRead()
    {
        await RunAsync(() =>
        {
            var config = new Config();
            Assert.Equal(("v", 3, true, 1.5), (config.Require("text"), config.GetInt32("number"), config.GetBoolean("flag"), config.GetDouble("ratio")));
            Assert.Equal([1, 2], config.RequireObject<int[]>("list"));
            Assert.Null(config.Get("none"));
            Assert.Null(config.GetSecret("none"));
            Assert.Equal("west", new Config("azure").Get("region"));
        });
    }

    [Fact]
    public async Task Config_MissingOrMistyped_SaysWhichWithoutShowingASecret()
    {
        await RunAsync(() =>
        {
            var config = new Config();
            Assert.Contains("shop:none", Assert.Throws<RunException>(() => config.Require("none")).Message, StringComparison.Ordinal);
            Assert.Contains("'v' is not a valid Int32", Assert.Throws<RunException>(() => config.GetInt32("text")).Message, StringComparison.Ordinal);
            Assert.DoesNotContain("hush", Assert.Throws<RunException>(() => config.GetInt32("token")).Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void ProcessSettings_WithoutAnEngine_SaysSo()
        => Assert.Contains("without the Pulumi engine", Assert.Throws<InvalidOperationException>(() => ProcessSettings.Read(_ => null)).Message, StringComparison.Ordinal);

    [Fact]
    public void ProcessSettings_OfAnEngine_AreRead()
    {
        var variables = new Dictionary<string, string>
        {
            ["PULUMI_MONITOR"] = "127.0.0.1:1", ["PULUMI_ENGINE"] = "127.0.0.1:2", ["PULUMI_PROJECT"] = "shop", ["PULUMI_STACK"] = "dev",
            ["PULUMI_DRY_RUN"] = "true", ["PULUMI_PARALLEL"] = "4", ["PULUMI_CONFIG"] = """{"shop:config:a":"1","shop:b":"2"}""",
            ["PULUMI_CONFIG_SECRET_KEYS"] = """["shop:b"]""",
        };

        var settings = ProcessSettings.Read(variables.GetValueOrDefault);

        Assert.Equal(("127.0.0.1:1", "127.0.0.1:2", true), (settings.MonitorAddress, settings.EngineAddress, settings.Deployment.IsDryRun));
        Assert.Equal(("1", "2"), (settings.Deployment.Config["shop:a"], settings.Deployment.Config["shop:b"]));
        Assert.Equal(["shop:b"], settings.Deployment.ConfigSecretKeys);
    }

    private static async Task RunAsync(Action check)
    {
        await using var engine = await ScriptedEngine.StartAsync();
        var result = await InlinePrograms.RunAsync(engine, check, settings => settings with
        {
            Config = new Dictionary<string, string>
            {
                ["shop:text"] = "v", ["shop:number"] = "3", ["shop:flag"] = "true", ["shop:ratio"] = "1.5", ["shop:list"] = "[1,2]", ["shop:token"] = "hush",
                ["azure:region"] = "west",
            },
            ConfigSecretKeys = ["shop:token"],
        });
        result.ExceptionDispatchInfo?.Throw();
        Assert.Equal(0, result.ExitCode);
    }
}

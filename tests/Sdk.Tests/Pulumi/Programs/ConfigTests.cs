using Provisioner.Sdk.Tests.Automation;
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
        Assert.SkipWhen(SdkBuild.IsOfficial, "It shows the secret.");
        await RunAsync(() =>
        {
            var config = new Config();
            Assert.Contains("shop:none", Assert.Throws<RunException>(() => config.Require("none")).Message, StringComparison.Ordinal);
            Assert.Contains("'v' is not a valid Int32", Assert.Throws<RunException>(() => config.GetInt32("text")).Message, StringComparison.Ordinal);
            Assert.DoesNotContain("hush", Assert.Throws<RunException>(() => config.GetInt32("token")).Message, StringComparison.Ordinal);
        });
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
        Assert.Null(result.Exception);
        Assert.True(result.Succeeded);
    }
}

using Pulumi;

namespace Provisioner.Sdk.Tests.Pulumi.Programs;

public class ProcessSettingsTests
{
    [Fact]
    public void Read_WithoutAnEngine_SaysSo()
        => Assert.Contains("without the Pulumi engine", Assert.Throws<InvalidOperationException>(() => ProcessSettings.Read(_ => null)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_OfAnEngine_EveryVariable()
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
}

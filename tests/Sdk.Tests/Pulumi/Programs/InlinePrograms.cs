using Pulumi;

namespace Provisioner.Sdk.Tests.Pulumi.Programs;

internal static class InlinePrograms
{
    public static Task<InlineDeploymentResult> RunAsync(
        ScriptedEngine engine, Func<IDictionary<string, object?>> program, Func<InlineDeploymentSettings, InlineDeploymentSettings>? change = null)
        => RunAsync(engine, () => Task.FromResult(program()), change);

    public static Task<InlineDeploymentResult> RunAsync(
        ScriptedEngine engine, Func<Task<IDictionary<string, object?>>> program, Func<InlineDeploymentSettings, InlineDeploymentSettings>? change = null)
    {
        var settings = new InlineDeploymentSettings { MonitorAddress = engine.Address, EngineAddress = engine.Address, Project = "shop", Stack = "dev" };
        return Deployment.RunInlineAsync(change?.Invoke(settings) ?? settings, runner => runner.RunAsync(program, options: null));
    }

    public static Task<InlineDeploymentResult> RunAsync(ScriptedEngine engine, Action program, Func<InlineDeploymentSettings, InlineDeploymentSettings>? change = null)
        => RunAsync(
            engine,
            () =>
            {
                program();
                return new Dictionary<string, object?>();
            },
            change);
}

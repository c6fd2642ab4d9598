using Provisioner.EngineCommand;
using Pulumi.Automation;
using Pulumi.Automation.Commands.Exceptions;

namespace Provisioner.Sdk.Tests.EngineCommand;

/// <summary>The Automation API on the embedded engine: the verbs around operations.</summary>
public sealed class EmbeddedEngineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("embedded-engine-test-").FullName;

    /// <summary>Only the build on the official packages starts it.</summary>
    private static string Program { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Api", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "provisioner"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Workspace_StackLife_WorksWithoutAnOperation()
    {
        using var workspace = await LocalWorkspace.CreateAsync(
            new LocalWorkspaceOptions
            {
                PulumiCommand = await EngineCommandFactory.CreateAsync(new EngineCommandOptions { Root = _folder, Executable = Program }, Token),
                ProjectSettings = new ProjectSettings("shop", ProjectRuntimeName.Dotnet) { Backend = new ProjectBackend { Url = "file://" + _folder } },
                EnvironmentVariables = new Dictionary<string, string?> { ["PULUMI_CONFIG_PASSPHRASE"] = "p", ["PULUMI_HOME"] = Path.Combine(_folder, "home") },
            },
            Token);
        await Assert.ThrowsAsync<StackNotFoundException>(() => WorkspaceStack.SelectAsync("dev", workspace, Token));

        var stack = await WorkspaceStack.CreateOrSelectAsync("dev", workspace, Token);
        await Assert.ThrowsAsync<StackAlreadyExistsException>(() => WorkspaceStack.CreateAsync("dev", workspace, Token));
        await stack.SetAllConfigAsync(new Dictionary<string, ConfigValue> { ["shop:plain"] = new("1"), ["shop:token"] = new("s3cret", isSecret: true) }, Token);

        var configuration = await stack.GetAllConfigAsync(Token);
        Assert.Equal(("s3cret", true), (configuration["shop:token"].Value, configuration["shop:token"].IsSecret));
        Assert.True((await workspace.GetStackSettingsAsync("dev", Token))!.Config!["shop:token"].IsSecure);
        Assert.Equal("dev", (await workspace.GetStackAsync(Token))!.Name);
        Assert.Empty(await stack.GetOutputsAsync(Token));
        Assert.Empty(await stack.GetHistoryAsync(cancellationToken: Token));
        Assert.Null(await stack.GetInfoAsync(Token));

        await stack.ImportStackAsync(await stack.ExportStackAsync(Token), Token);
        await workspace.RemoveStackAsync("dev", Token);
        Assert.Empty(await workspace.ListStacksAsync(Token));
    }
}

using Pulumi.Automation;
using Pulumi.Automation.Exceptions;

namespace Provisioner.Sdk.Tests.Automation;

public sealed class LocalWorkspaceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("workspace-test-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Create_ProjectSettings_AreWrittenAndReadBack()
    {
        Assert.SkipWhen(SdkBuild.IsOfficial, "It writes texts without quotes that read as something else.");
        using var workspace = await CreateAsync(new ProjectSettings("shop", ProjectRuntimeName.Python)
        {
            Runtime = { Options = new ProjectRuntimeOptions { VirtualEnv = "venv" } },
            Description = "true",
            Backend = new ProjectBackend { Url = "file:///srv/state" },
        });

        Assert.Equal(
            "name: shop\nruntime:\n  name: python\n  options:\n    virtualenv: venv\ndescription: \"true\"\nbackend:\n  url: file:///srv/state\n",
            await File.ReadAllTextAsync(Path.Combine(_folder, "Pulumi.yaml"), Token));
        var read = await workspace.GetProjectSettingsAsync(Token);
        Assert.Equal(("shop", ProjectRuntimeName.Python, "venv", "true", "file:///srv/state"), (read!.Name, read.Runtime.Name, read.Runtime.Options!.VirtualEnv, read.Description, read.Backend!.Url));
    }

    [Fact]
    public async Task Create_SettingsOfInlineProgram_GiveWayToTheFile()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "Pulumi.yaml"), "name: other\nruntime: nodejs\n", Token);

        using var workspace = await CreateAsync(new InlineProgramArgs("shop", "dev", PulumiFn.Create(() => { })).ProjectSettings!);

        Assert.Equal("other", (await workspace.GetProjectSettingsAsync(Token))!.Name);
    }

    [Fact]
    public async Task Create_OtherSettings_MustAgreeWithTheFile()
    {
        var file = Path.Combine(_folder, "Pulumi.json");
        await File.WriteAllTextAsync(file, """{"name": "shop", "runtime": "dotnet", "description": "one"}""", Token);

        var exception = await Assert.ThrowsAsync<ProjectSettingsConflictException>(() => CreateAsync(new ProjectSettings("shop", ProjectRuntimeName.Dotnet) { Description = "two" }));
        using var same = await CreateAsync(new ProjectSettings("shop", ProjectRuntimeName.Dotnet) { Description = "one" });

        Assert.Equal(file, exception.SettingsFileLocation);
    }

    [Fact]
    public async Task StackSettings_SecureAndStructuredValues_SurviveTheFile()
    {
        Assert.SkipWhen(SdkBuild.IsOfficial, "It writes texts without quotes that read as something else.");
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "Pulumi.dev.yaml"),
            "encryptionsalt: v1:abc=\nconfig:\n  shop:plain: \"12\"\n  shop:token:\n    secure: v1:xyz\n  shop:list:\n    - a\n    - b\n",
            Token);
        using var workspace = await CreateAsync(settings: null);

        var read = await workspace.GetStackSettingsAsync("organization/shop/dev", Token);
        await workspace.SaveStackSettingsAsync("qa", read!, Token);

        Assert.Equal("v1:abc=", read!.EncryptionSalt);
        Assert.Equal(("12", false), (read.Config!["shop:plain"].Value, read.Config["shop:plain"].IsSecure));
        Assert.Equal(("v1:xyz", true), (read.Config["shop:token"].Value, read.Config["shop:token"].IsSecure));
        Assert.Equal("""["a","b"]""", read.Config["shop:list"].Value);
        Assert.Equal(
            "encryptionsalt: v1:abc=\nconfig:\n  shop:plain: \"12\"\n  shop:token:\n    secure: v1:xyz\n",
            string.Join('\n', (await File.ReadAllTextAsync(Path.Combine(_folder, "Pulumi.qa.yaml"), Token)).Split('\n')[..5]) + "\n");
        Assert.Null(await workspace.GetStackSettingsAsync("prod", Token));
    }

    [Fact]
    public async Task Dispose_FolderOfItsOwn_IsDeleted()
    {
        var workspace = await LocalWorkspace.CreateAsync(new LocalWorkspaceOptions { PulumiCommand = new ScriptedCommand() }, Token);
        var folder = workspace.WorkDir;
        Assert.True(Directory.Exists(folder));

        workspace.Dispose();

        Assert.False(Directory.Exists(folder));
        Assert.True(Directory.Exists(_folder));
    }

    [Fact]
    public async Task CreateStack_CommandInProgramArguments_IsRefused()
    {
        Assert.SkipWhen(SdkBuild.IsOfficial, "It ignores the command.");
        var arguments = new InlineProgramArgs("shop", "dev", PulumiFn.Create(() => { })) { PulumiCommand = new ScriptedCommand() };

        await Assert.ThrowsAsync<NotSupportedException>(() => LocalWorkspace.CreateOrSelectStackAsync(arguments, Token));
    }

    private Task<LocalWorkspace> CreateAsync(ProjectSettings? settings)
        => LocalWorkspace.CreateAsync(new LocalWorkspaceOptions { PulumiCommand = new ScriptedCommand(), WorkDir = _folder, ProjectSettings = settings }, Token);
}

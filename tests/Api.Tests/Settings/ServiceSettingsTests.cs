using Provisioner.Api.Settings;

namespace Provisioner.Api.Tests.Settings;

public sealed class ServiceSettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("settings-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_OnlyAnEmulator_IsEnough()
    {
        var (settings, problems) = Read([("Emulator", "http://127.0.0.1:1")]);
        Assert.Empty(problems);
        Assert.Equal((8888, "127.0.0.1", 8), (settings!.Server.Port, settings.Server.Address, settings.Operations.Concurrency));
    }

    [Fact]
    public void Read_ManyThingsWrong_AllAreListed()
    {
        var (settings, problems) = Read(
        [
            ("Server:Address", "0.0.0.0"), ("Server:Port", "99999"), ("Operations:Concurrency", "many"), ("Operations:KeepHistory", "0"), ("Operations:Typo", "1"), ("Engine", "other"),
            ("State:Backend", "s3://states"), ("State:SecretsProvider", "awskms://key"),
            ("Unknown", "x"), ("Databricks:ClientId", "a"), ("Descriptors:AzureHosts:0", "("), ("Git:Token", "abc"),
        ]);
        Assert.Null(settings);
        foreach (var expected in new[]
                 {
                     "Server:Address is 0.0.0.0", "Server:Port is 99999", "Operations:Concurrency cannot be read", "Operations:KeepHistory is 0", "Operations:Typo", "Engine is 'other'", "State:Backend is 's3://states'", "State:SecretsProvider is 'awskms://key'",
                     "Unknown is no setting", "Databricks:ClientId and", "Descriptors:AzureHosts", "Git:Token holds a secret", "no credential for Databricks", "Databricks:AccountId is missing",
                 })
            Assert.Contains(problems, problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cli", "WorkloadIdentity", true)]
    [InlineData("embedded", "WorkloadIdentity", false)]
    [InlineData("cli", "ManagedIdentity", false)]
    public void Read_IdentityThatTheCommandLinesProviderDoesNotKnow_IsRefused(string engine, string identity, bool refused)
    {
        var (_, problems) = Read([("Engine", engine), ("Azure:Identity", identity), ("Databricks:AccountId", "a")]);
        Assert.Equal(refused, problems.Any(problem => problem.Contains("WorkloadIdentity", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Permissions:Repo:Owner", "CAN_VIEW", "Permissions:Repo:Owner is 'CAN_VIEW'; it must be one of CAN_READ, CAN_RUN, CAN_EDIT, CAN_MANAGE, NO_PERMISSIONS.")]
    [InlineData("Permissions:Pipeline:Developers", "CAN_MANAGE_RUN", "Permissions:Pipeline:Developers is 'CAN_MANAGE_RUN'")]
    [InlineData("Authentication:Jwt:Audience", "provisioner", "Authentication:Jwt:Authority is missing")]
    [InlineData("Authentication:ApiKeys", " , ", "Authentication:ApiKeys holds no key.")]
    [InlineData("Logging:LogLevel:Default", "Loud", "Logging:LogLevel:Default is 'Loud'; it must be one of Trace")]
    [InlineData("Logging:Console:LogLevel:Provisioner", "7", "Logging:Console:LogLevel:Provisioner is '7'")]
    [InlineData("Azure:Region", "", "Azure:Region is empty.")]
    [InlineData("Azure:ResourceGroup", "a/../b", "Azure:ResourceGroup is 'a/../b'")]
    [InlineData("Descriptors:JobTemplates:0", " ", "Descriptors:JobTemplates holds an empty name.")]
    [InlineData("Descriptors:JobTemplates:0", "urn:dmb:utm:databricks-workload-dlt-template", "'urn:dmb:utm:databricks-workload-dlt-template' is in Descriptors:JobTemplates and Descriptors:PipelineTemplates")]
    public void Read_ValueThatCannotWork_IsToldAtStart(string name, string value, string expected) =>
        Assert.Contains(Read([("Emulator", "http://127.0.0.1:1"), (name, value)]).Problems, problem => problem.StartsWith(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData("Permissions:Job:Owner", "CAN_MANAGE_RUN")]
    [InlineData("Permissions:Pipeline:Owner", "CAN_VIEW")]
    [InlineData("Permissions:Repo:Owner", "NO_PERMISSIONS")]
    [InlineData("Logging:LogLevel:Provisioner.Operations", "debug")]
    [InlineData("Server:Address", "::ffff:127.0.0.1")]
    [InlineData("Azure:ResourceGroup", "rg-data_1.(x)")]
    public void Read_ValueThatWorks_IsTaken(string name, string value) => Assert.Empty(Read([("Emulator", "http://127.0.0.1:1"), (name, value)]).Problems);

    [Fact]
    public void Read_SettingsFileWithoutAName_IsAProblem() =>
        Assert.Equal(["The settings cannot be read: the file's name is empty."], ServiceSettings.Read("", new Dictionary<string, string?>(), new Dictionary<string, string?>()).Problems);

    [Fact]
    public void Read_SecretInTheSettingsFile_IsRefusedWithoutShowingIt()
    {
        var file = Write("settings.json", """{ "Git": { "Token": "very-secret" }, "Emulator": "http://127.0.0.1:1" }""");
        var (_, problems) = ServiceSettings.Read(file, new Dictionary<string, string?>(), new Dictionary<string, string?>());
        var problem = Assert.Single(problems);
        Assert.Contains("PROVISIONER_Git__Token", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SecretFromAFile_IsTakenWithoutItsLineBreak()
    {
        var file = Write("settings.json", $$"""{ "Databricks": { "TokenFile": "{{Write("token", "very-secret\n")}}", "AccountId": "a" } }""");
        var (settings, problems) = ServiceSettings.Read(file, new Dictionary<string, string?>(), new Dictionary<string, string?>());
        Assert.Empty(problems);
        Assert.Equal("very-secret", settings!.Databricks.Token);
        Assert.Equal("x [secret]", settings.Redactor().Redact("x very-secret"));
    }

    [Fact]
    public void Read_SecretFileMissing_SaysWhich()
    {
        var (_, problems) = Read([("Emulator", "http://127.0.0.1:1"), ("Passphrase", ""), ("PassphraseFile", "/does/not/exist")]);
        Assert.Contains(problems, problem => problem.Contains("PassphraseFile names /does/not/exist", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_CommandLineAndEnvironmentAndFile_LaterWins()
    {
        var file = Write("settings.json", """{ "Server": { "Port": 1 }, "Operations": { "Concurrency": 3, "KeepHistory": 7 }, "Emulator": "http://127.0.0.1:1" }""");
        var (settings, problems) = ServiceSettings.Read(
            file, new Dictionary<string, string?> { ["Server:Port"] = "3" }, new Dictionary<string, string?> { ["Server:Port"] = "2", ["Operations:Concurrency"] = "4" });
        Assert.Empty(problems);
        Assert.Equal((3, 4, 7), (settings!.Server.Port, settings.Operations.Concurrency, settings.Operations.KeepHistory));
    }

    [Fact]
    public void Read_OutsideAddressWithKeys_IsFine()
    {
        var (_, problems) = Read([("Server:Address", "0.0.0.0"), ("Authentication:ApiKeys", "a-long-key"), ("Emulator", "http://127.0.0.1:1")]);
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("{ nonsense")]
    [InlineData(null)]
    public void Read_FileUnusable_SaysSo(string? text)
    {
        var file = text is null ? Path.Combine(_folder, "absent.json") : Write("bad.json", text);
        var (settings, problems) = ServiceSettings.Read(file, new Dictionary<string, string?>(), new Dictionary<string, string?>());
        Assert.Null(settings);
        Assert.Contains(problems, problem => problem.StartsWith("The settings cannot be read", StringComparison.Ordinal));
    }

    private static (ServiceSettings? Settings, IReadOnlyList<string> Problems) Read((string Name, string Value)[] environment) =>
        ServiceSettings.Read(null, new Dictionary<string, string?>(), environment.ToDictionary(setting => setting.Name, setting => (string?)setting.Value));

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}

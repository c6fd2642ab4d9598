using System.Net;
using Microsoft.Extensions.Options;
using Provisioner.Descriptors;
using Provisioner.Operations;
using Provisioner.Operations.Connections;
using Provisioner.Operations.Secrets;
using Provisioner.ReverseReader;
using Provisioner.Stacks.Settings;

namespace Provisioner.Api.Settings;

/// <summary>Everything that can be set, read once at start. Later sources win: the program's appsettings.json, the file of <c>--config</c>, the environment, the command line.</summary>
internal sealed class ServiceSettings
{
    public const string EnvironmentPrefix = "PROVISIONER_";

    private const int ShortestSecret = Provisioner.Operations.Secrets.Redactor.ShortestSecret;

    /// <summary>Top-level names of the environment that are no settings: the launcher's and the providers'.</summary>
    private static readonly string[] NotSettings = ["HOME", "ARM_ENDPOINT", "ARM_TOKEN"];

    private static readonly string[] KnownSections =
        ["Server", "Authentication", "Engine", "PulumiCli", "Passphrase", "PassphraseFile", "Emulator", "State", "Operations", "Databricks", "Azure", "Git", "Permissions", "Descriptors", "Logging"];

    private ServiceSettings(IConfigurationRoot configuration, List<string> problems)
    {
        Configuration = configuration;
        Server = Bind<ServerOptions>(configuration, "Server", problems);
        Authentication = Bind<CallerOptions>(configuration, "Authentication", problems);
        State = Bind<StateOptions>(configuration, "State", problems);
        Operations = Bind<OperationsOptions>(configuration, "Operations", problems);
        Databricks = Bind<DatabricksOptions>(configuration, "Databricks", problems);
        Azure = Bind<AzureOptions>(configuration, "Azure", problems);
        Git = Bind<GitOptions>(configuration, "Git", problems);
        Permissions = Bind<PermissionsOptions>(configuration, "Permissions", problems);
        Engine = BindEngine(configuration, problems);
        var descriptors = Bind<DescriptorOptions>(configuration, "Descriptors", problems);
        problems.AddRange([.. State.Problems(), .. descriptors.Problems(), .. Azure.Problems(), .. Git.Problems(), .. Permissions.Problems()]);
        Descriptors = descriptors.ToSettings();
        Emulator = EmulatorAddress(configuration, problems);
        if (Emulator is not null)
            Azure.CompleteForEmulator();
        Validate(problems);
    }

    public IConfigurationRoot Configuration { get; }

    public ServerOptions Server { get; }

    public CallerOptions Authentication { get; }

    public StateOptions State { get; }

    public OperationsOptions Operations { get; }

    public EngineOptions Engine { get; }

    public DatabricksOptions Databricks { get; }

    public AzureOptions Azure { get; }

    public GitOptions Git { get; }

    public PermissionsOptions Permissions { get; }

    public DescriptorSettings Descriptors { get; }

    public Uri? Emulator { get; }

    /// <summary>Knows every secret that is configured.</summary>
    /// <param name="passphrase">The one in use, which may be generated.</param>
    public Redactor Redactor(string? passphrase = null) => new([.. SecretSettings.Values(Configuration), passphrase]);

    public ConnectionSettings Connections() => new(Databricks, Azure, Emulator);

    public ReaderSettings Reader() => new()
    {
        SubscriptionId = Azure.SubscriptionId ?? "", ResourceGroup = Azure.ResourceGroup ?? "", HasAccount = Emulator is not null || Databricks.AccountId.Length > 0,
    };

    public StackSettings Stacks(ConnectionSettings connections) => Permissions.ApplyTo(new StackSettings
    {
        HostScheme = Emulator is null ? Uri.UriSchemeHttps : Uri.UriSchemeHttp,
        Authentication = new AuthenticationSettings
        {
            Azure = connections.AuthType, Aws = connections.AuthType, Gcp = connections.AuthType, Account = connections.AuthType,
        },
        Account = new AccountSettings { Host = Databricks.AccountEndpoint.Host, Id = connections.Clients.AccountId },
        Azure = Azure.ToSettings(),
        Git = Git.ToSettings(),
    });

    /// <param name="overrides">What the command line says.</param>
    /// <param name="environment">Variables with the prefix; the process's own unless a test gives others.</param>
    /// <returns>The settings, or everything that is wrong with them.</returns>
    public static (ServiceSettings? Settings, IReadOnlyList<string> Problems) Read(
        string? file, IReadOnlyDictionary<string, string?> overrides, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var problems = new List<string>();
        if (file is { Length: 0 })
            return (null, ["The settings cannot be read: the file's name is empty."]);
        try
        {
            var builder = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true);
            if (file is not null)
                builder.AddJsonFile(Path.GetFullPath(file), optional: false);
            if (environment is null)
                builder.AddInMemoryCollection(PulumiPassphrase()).AddEnvironmentVariables(EnvironmentPrefix);
            else
                builder.AddInMemoryCollection(environment);
            builder.AddInMemoryCollection(overrides);
            var first = builder.Build();
            var configuration = builder.AddInMemoryCollection(SecretSettings.ReadFiles(first, problems)).Build();
            problems.AddRange(UnknownSections(configuration));
            var settings = new ServiceSettings(configuration, problems);
            return problems.Count == 0 ? (settings, []) : (null, problems);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            problems.Add($"The settings cannot be read: {failure.InnerException?.Message ?? failure.Message}");
            return (null, problems);
        }
    }

    /// <summary>The variables that the pulumi command line knows work here too.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> PulumiPassphrase() =>
        new[] { ("Passphrase", "PULUMI_CONFIG_PASSPHRASE"), ("PassphraseFile", "PULUMI_CONFIG_PASSPHRASE_FILE") }
            .Select(name => KeyValuePair.Create(name.Item1, Environment.GetEnvironmentVariable(name.Item2)))
            .Where(variable => !string.IsNullOrEmpty(variable.Value));

    private static IEnumerable<string> UnknownSections(IConfigurationRoot configuration) =>
        configuration.GetChildren()
            .Select(child => child.Key)
            .Where(key => !KnownSections.Contains(key, StringComparer.OrdinalIgnoreCase) && !NotSettings.Contains(key, StringComparer.OrdinalIgnoreCase))
            .Select(key => $"{key} is no setting; there are {string.Join(", ", KnownSections)}.");

    private static T Bind<T>(IConfigurationRoot configuration, string section, List<string> problems)
        where T : class, new()
    {
        var options = new T();
        foreach (var child in configuration.GetSection(section).GetChildren())
        {
            if (child.Key.EndsWith("File", StringComparison.OrdinalIgnoreCase) && SecretSettings.Keys.Contains($"{section}:{child.Key[..^4]}", StringComparer.OrdinalIgnoreCase))
                continue;
            // One by one: the binder stops at its first problem, and all are wanted.
            var one = new ConfigurationBuilder()
                .AddInMemoryCollection(child.AsEnumerable().Select(entry => KeyValuePair.Create(entry.Key[(section.Length + 1)..], entry.Value)))
                .Build();
            try
            {
                one.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
            }
            catch (InvalidOperationException failure)
            {
                problems.Add(failure.Message.Contains(nameof(BinderOptions.ErrorOnUnknownConfiguration), StringComparison.Ordinal)
                    ? $"{section}:{child.Key} holds a setting that does not exist."
                    : $"{section}:{child.Key} cannot be read: {failure.InnerException?.Message ?? failure.Message}");
            }
        }

        return options;
    }

    private static EngineOptions BindEngine(IConfigurationRoot configuration, List<string> problems)
    {
        var engine = new EngineOptions { PulumiCli = configuration["PulumiCli"], Passphrase = configuration["Passphrase"] };
        if (configuration["Engine"] is { Length: > 0 } text)
        {
            if (Enum.TryParse<EngineKind>(text, ignoreCase: true, out var kind) && Enum.IsDefined(kind))
                engine.Engine = kind;
            else
                problems.Add($"Engine is '{text}'; it must be embedded or cli.");
        }

        return engine;
    }

    private static Uri? EmulatorAddress(IConfigurationRoot configuration, List<string> problems)
    {
        if (configuration["Emulator"] is not { Length: > 0 } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address))
            return address;
        problems.Add($"Emulator is '{text}'; it must be an http address.");
        return null;
    }

    /// <summary>Also those of single outputs (<c>Logging:Console:LogLevel</c>).</summary>
    private static IEnumerable<string> LogLevels(IConfiguration section) =>
        section.AsEnumerable(makePathsRelative: true)
            .Where(entry => entry.Value is not null && entry.Key.Split(':') is [.., "LogLevel", _] && !(Enum.TryParse<LogLevel>(entry.Value, ignoreCase: true, out var level) && Enum.IsDefined(level)))
            .Select(entry => $"Logging:{entry.Key} is '{entry.Value}'; it must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}.");

    private void Validate(List<string> problems)
    {
        var operations = OperationsServices.Validator.Validate(Options.DefaultName, Operations);
        if (operations.Failed)
            problems.AddRange(operations.Failures);
        problems.AddRange(ConnectionProblems.Find(Databricks, Azure, Emulator));
        if (Engine.Engine == EngineKind.Cli && new ConnectionSettings(Databricks, Azure, Emulator).AuthType == ConnectionSettings.WorkloadIdentity)
            problems.Add("Engine is cli and Azure:Identity is WorkloadIdentity: the Databricks provider that the pulumi command line runs has no such way to sign in. Take the embedded engine or another identity.");
        if (Server.Port is < 0 or > 65535)
            problems.Add($"Server:Port is {Server.Port}; it must be between 0 and 65535.");
        if (Server.Ip is null)
            problems.Add($"Server:Address is '{Server.Address}'; it must be an IP address.");
        else if (!IPAddress.IsLoopback(Server.Ip) && !Authentication.IsConfigured)
            problems.Add($"Server:Address is {Server.Address}, which other machines reach, and nothing says who may call: configure Authentication:ApiKeys or Authentication:Jwt:Authority, or listen on 127.0.0.1.");
        // Whoever sets a part of it wants callers to be known: without the rest everybody on the machine would be let in.
        if (!Authentication.Jwt.IsConfigured && !string.IsNullOrWhiteSpace(Authentication.Jwt.Audience))
            problems.Add("Authentication:Jwt:Authority is missing: an audience alone lets nobody's token be checked.");
        if (!string.IsNullOrWhiteSpace(Authentication.ApiKeys) && Authentication.ApiKeyList.Length == 0)
            problems.Add("Authentication:ApiKeys holds no key.");
        problems.AddRange(LogLevels(Configuration.GetSection("Logging")));
        if (Authentication.Jwt.IsConfigured && string.IsNullOrWhiteSpace(Authentication.Jwt.Audience))
            problems.Add("Authentication:Jwt:Audience is missing: without it a token for any other service would be accepted.");
        if (Authentication.Jwt.IsConfigured && !(Uri.TryCreate(Authentication.Jwt.Authority, UriKind.Absolute, out var authority) && authority.Scheme == Uri.UriSchemeHttps))
            problems.Add($"Authentication:Jwt:Authority is '{Authentication.Jwt.Authority}'; it must be an https address.");
        foreach (var key in SecretSettings.Keys)
        {
            var values = key == "Authentication:ApiKeys" ? Authentication.ApiKeyList : [Configuration[key] ?? ""];
            if (Array.Exists(values, value => value.Length is > 0 and < ShortestSecret))
                problems.Add($"{key} holds a secret of fewer than {ShortestSecret} characters: it could not be kept out of logs.");
        }
    }
}

using Carter;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Provisioner.Api.Acl;
using Provisioner.Api.Errors;
using Provisioner.Api.Health;
using Provisioner.Api.Logging;
using Provisioner.Api.OpenApi;
using Provisioner.Api.Provisioning;
using Provisioner.Api.Requests;
using Provisioner.Api.Reverse;
using Provisioner.Api.Security;
using Provisioner.Api.Settings;
using Provisioner.Api.Validation;
using Provisioner.Operations;
using Provisioner.Operations.Data;
using Provisioner.Operations.Engine;

namespace Provisioner.Api.Hosting;

/// <summary>Puts the service together.</summary>
internal static class ServiceHost
{
    private const long LargestBody = 1 << 20;

    /// <param name="folder">Open; the host disposes it.</param>
    public static WebApplication Build(ServiceSettings settings, DataFolder folder, Action<IServiceCollection>? change = null)
    {
        // The empty builder reads no settings of its own: what is set is what ServiceSettings has read and checked.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "provisioner", ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(settings.Configuration);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Listen(settings.Server.Ip!, settings.Server.Port);
        });
        AddLogging(builder, settings);
        AddServices(builder.Services, settings, folder);
        change?.Invoke(builder.Services);
        var application = builder.Build();
        application.UseExceptionHandler();
        application.UseRouting();
        application.UseSecurity(settings.Authentication);
        application.MapCarter();
        application.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        return application;
    }

    private static void AddLogging(WebApplicationBuilder builder, ServiceSettings settings)
    {
        builder.Logging.AddConfiguration(settings.Configuration.GetSection("Logging"));
        // A start that fails is told in a sentence by whoever started the host.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Logging.AddConsole(console => console.FormatterName = RedactingFormatter.FormatterName);
        builder.Logging.AddConsoleFormatter<RedactingFormatter, ConsoleFormatterOptions>();
        // Standard output is for the program's own words.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    /// <summary>Settings and what follows from them: what the service and the commands that only read have in common.</summary>
    /// <param name="passphrase">Protects the states in <paramref name="folder"/>.</param>
    public static void AddSettings(IServiceCollection services, ServiceSettings settings, DataFolder folder, string passphrase)
    {
        services.AddSingleton(settings);
        var connections = settings.Connections();
        services.AddSingleton(settings.Redactor(passphrase));
        services.AddSingleton(connections);
        services.AddSingleton(settings.Reader());
        services.AddSingleton(settings.Stacks(connections));
        services.AddSingleton(new EngineSettings { CommandAsync = new EngineChoice(settings.Engine, folder).GetAsync, Passphrase = passphrase });
        services.AddSingleton(settings.Descriptors);
        services.AddSingleton(Options.Create(settings.Operations));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => folder);
    }

    private static void AddServices(IServiceCollection services, ServiceSettings settings, DataFolder folder)
    {
        AddSettings(services, settings, folder, settings.Engine.Passphrase is { Length: > 0 } configured ? configured : folder.ReadOrCreatePassphrase());
        services.AddOperations(settings.Operations.Concurrency).AddReconciling();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.Operations.StopTimeout);
        services.AddSecurity(settings.Authentication);
        services.AddSingleton<ComponentIntake>();
        services.AddSingleton<AclIntake>();
        services.AddSingleton<ReverseIntake>();
        services.AddSingleton<StatusReading>();
        services.AddRouting();
        services.AddExceptionHandler<SystemErrorHandler>();
        services.AddProblemDetails();
        services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull);
        services.AddOpenApi(openApi => openApi.AddDocumentTransformer<DocumentDescription>().AddOperationTransformer<RequestBodyDescription>());
        services.AddCarter(configurator: carter => carter
            .WithModule<ProvisionModule>()
            .WithModule<ValidateModule>()
            .WithModule<UpdateAclModule>()
            .WithModule<ReverseModule>()
            .WithModule<HealthModule>()
            .WithEmptyValidators());
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Provisioner.Databricks;
using Provisioner.Operations.AccessLists;
using Provisioner.Operations.Connections;
using Provisioner.Operations.Data;
using Provisioner.Operations.Drift;
using Provisioner.Operations.Engine;
using Provisioner.Operations.Locks;
using Provisioner.Operations.Queue;
using Provisioner.Operations.Reconciling;
using Provisioner.Operations.Retention;
using Provisioner.Operations.ReverseProvisioning;
using Provisioner.Operations.Store;
using Provisioner.Operations.Validation;
using Provisioner.ReverseReader.Components;
using Provisioner.ReverseReader.Overwrite;
using Provisioner.ReverseReader.ReverseProvisioning;
using Quartz;

namespace Provisioner.Operations;

/// <summary>Registers store, queues and retention.</summary>
public static class OperationsServices
{
    /// <summary>Checks <see cref="OperationsOptions"/>.</summary>
    public static IValidateOptions<OperationsOptions> Validator { get; } = new OperationsOptionsValidator();

    /// <summary>Store, queues and retention. Needs, registered by the caller: <see cref="DataFolder"/>, <see cref="Secrets.Redactor"/>, <see cref="TimeProvider"/>
    /// and handlers.</summary>
    /// <param name="concurrency"><see cref="OperationsOptions.Concurrency"/>, which Quartz wants before the options are there.</param>
    public static IServiceCollection AddOperations(this IServiceCollection services, int concurrency)
    {
        services.AddSingleton(Validator);
        services.AddSingleton(provider => OperationStore.Open(
            provider.GetRequiredService<DataFolder>().OperationsFile, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<KeyedLocks>();
        services.AddSingleton<Headroom>();
        services.AddSingleton<QueueStopping>();
        services.AddSingleton<QueueDrainer>();
        services.AddSingleton<QueueWaker>();
        services.AddSingleton<OperationQueue>();
        services.AddSingleton<Pruner>();
        services.AddQuartz(quartz =>
        {
            quartz.UseInMemoryStore();
            quartz.UseDefaultThreadPool(Math.Clamp(concurrency, 1, 64));
            quartz.ScheduleJob<RetentionJob>(trigger => trigger
                .WithIdentity("retention")
                .StartAt(TimeProvider.System.GetUtcNow().AddMinutes(1))
                .WithSimpleSchedule(schedule => schedule.WithInterval(TimeSpan.FromHours(1)).RepeatForever()));
        });
        // Quartz before the queues: it is started before they wake anybody, and stopped, waiting for them, after they were told.
        services.AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
        services.AddHostedService<QueueService>();
        return services;
    }

    /// <summary>What only reads: enough to validate and to reverse provision without a store and a queue. Needs <see cref="ConnectionSettings"/>,
    /// <see cref="EngineSettings"/> and the settings of descriptors, stacks and reader.</summary>
    public static IServiceCollection AddReading(this IServiceCollection services)
    {
        services.AddSingleton(provider => new DatabricksClients(provider.GetRequiredService<ConnectionSettings>().Clients, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<FactReader>();
        services.AddSingleton<LiveWorkflowReader>();
        services.AddSingleton<LiveChecks>();
        services.AddSingleton<DriftReader>();
        services.AddSingleton<EngineStacks>();
        services.AddSingleton<ComponentValidator>();
        services.AddSingleton<ReverseProvisioner>();
        return services;
    }

    /// <summary>The handlers of operations, with <see cref="AddReading"/>.</summary>
    public static IServiceCollection AddReconciling(this IServiceCollection services)
    {
        services.AddReading();
        services.AddSingleton<UnprovisionReader>();
        services.AddSingleton<StackLocks>();
        services.AddSingleton<AttemptLock>();
        services.AddSingleton<NotebookRecord>();
        services.AddSingleton<Removal>();
        services.AddSingleton<Relocation>();
        services.AddSingleton<InterruptedCreations>();
        services.AddSingleton<IOperationHandler, ProvisionHandler>();
        services.AddSingleton<IOperationHandler, UnprovisionHandler>();
        services.AddSingleton<IOperationHandler, ValidateHandler>();
        services.AddSingleton<IOperationHandler, UpdateAclHandler>();
        services.AddSingleton<IOperationHandler, ReverseHandler>();
        return services;
    }
}

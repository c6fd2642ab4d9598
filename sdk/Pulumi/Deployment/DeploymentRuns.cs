using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.ExceptionServices;
using Pulumi.Testing;

namespace Pulumi;

/// <content>The ways to run a program: as a process of the engine's, inline, and in a test.</content>
public sealed partial class Deployment
{
    /// <summary>Runs a program whose resources the action declares; the result is the process's exit code.</summary>
    public static Task<int> RunAsync(Action action) => RunAsync(ToProgram(action));

    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func) => RunAsync(() => Task.FromResult(func()));

    public static Task<int> RunAsync(Func<Task> func) => RunAsync(ToProgram(func));

    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null)
        => RunProcessAsync(runner => runner.RunAsync(func, options));

    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new()
        => RunProcessAsync(runner => runner.RunAsync<TStack>());

    public static Task<int> RunAsync<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack
        => RunProcessAsync(runner => runner.RunAsync<TStack>(serviceProvider));

    /// <summary>Runs a program against mocks and answers the resources that it declared.</summary>
    public static Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options = null)
        where TStack : Stack, new()
        => TestAsync(mocks, runner => runner.RunAsync<TStack>(), options);

    public static Task<ImmutableArray<Resource>> TestWithServiceProviderAsync<TStack>(IMocks mocks, IServiceProvider serviceProvider, TestOptions? options = null)
        where TStack : Stack
        => TestAsync(mocks, runner => runner.RunAsync<TStack>(serviceProvider), options);

    public static async Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<Task<IDictionary<string, object?>>> createResources)
    {
        IDictionary<string, object?> outputs = new Dictionary<string, object?>();
        var resources = await TestAsync(
            testMocks,
            runner => runner.RunAsync(async () => outputs = await createResources().ConfigureAwait(false), options: null),
            testOptions).ConfigureAwait(false);
        return ([.. resources.Where(resource => resource is not Pulumi.Stack)], outputs);
    }

    public static Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<IDictionary<string, object?>> createResources)
        => TestAsync(testMocks, testOptions, () => Task.FromResult(createResources()));

    public static async Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Func<Task> createResources)
        => (await TestAsync(testMocks, testOptions, ToProgram(createResources)).ConfigureAwait(false)).Resources;

    public static async Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Action createResources)
        => (await TestAsync(testMocks, testOptions, ToProgram(createResources)).ConfigureAwait(false)).Resources;

    /// <summary>Runs a program in this process. Never throws for what the program does.</summary>
    internal static async Task<InlineDeploymentResult> RunInlineAsync(InlineDeploymentSettings settings, Func<IRunner, Task<int>> func)
    {
        var deployment = new Deployment(
            new DeploymentSettings
            {
                Project = settings.Project,
                Stack = settings.Stack,
                Organization = settings.Organization ?? "organization",
                RootDirectory = settings.RootDirectory,
                IsDryRun = settings.IsDryRun,
                Config = settings.Config.ToImmutableDictionary(),
                ConfigSecretKeys = [.. settings.ConfigSecretKeys],
            },
            new GrpcMonitor(settings.MonitorAddress),
            new GrpcEngine(settings.EngineAddress));
        return await RunAsync(deployment, RunAndCaptureAsync).ConfigureAwait(false);

        async Task<InlineDeploymentResult> RunAndCaptureAsync(IRunner runner)
        {
            try
            {
                var exitCode = await func(runner).ConfigureAwait(false);
                return new InlineDeploymentResult(exitCode, runner.SwallowedExceptions switch
                {
                    [] => null,
                    [var single] => ExceptionDispatchInfo.Capture(single),
                    var several => ExceptionDispatchInfo.Capture(new AggregateException(several)),
                });
            }
            catch (Exception exception)
            {
                var cause = exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
                return new InlineDeploymentResult(-1, ExceptionDispatchInfo.Capture(cause));
            }
        }
    }

    private static Func<Task<IDictionary<string, object?>>> ToProgram(Action action)
        => () =>
        {
            action();
            return Task.FromResult<IDictionary<string, object?>>(ImmutableDictionary<string, object?>.Empty);
        };

    private static Func<Task<IDictionary<string, object?>>> ToProgram(Func<Task> func)
        => async () =>
        {
            await func().ConfigureAwait(false);
            return ImmutableDictionary<string, object?>.Empty;
        };

    private static async Task<int> RunProcessAsync(Func<IRunner, Task<int>> run)
    {
        var settings = ProcessSettings.Read(Environment.GetEnvironmentVariable);
        var deployment = new Deployment(settings.Deployment, new GrpcMonitor(settings.MonitorAddress), new GrpcEngine(settings.EngineAddress));
        var exitCode = await RunAsync(deployment, run).ConfigureAwait(false);

        // Programs that do not return the code have to fail too.
        if (exitCode != 0)
            Environment.ExitCode = exitCode;
        return exitCode;
    }

    private static async Task<ImmutableArray<Resource>> TestAsync(IMocks mocks, Func<IRunner, Task<int>> run, TestOptions? options)
    {
        var engine = new MockEngine();
        var settings = new DeploymentSettings
        {
            Project = options?.ProjectName ?? "project",
            Stack = options?.StackName ?? "stack",
            Organization = options?.OrganizationName ?? "organization",
            RootDirectory = options?.RootDirectory,
            IsDryRun = options?.IsPreview ?? true,
        };
        var monitor = new MockMonitor(mocks, settings);
        await RunAsync(new Deployment(settings, monitor, engine), run).ConfigureAwait(false);
        return engine.Errors switch
        {
            [] => monitor.Resources,
            [var single] => throw new RunException(single),
            var several => throw new AggregateException(several.Select(error => new RunException(error))),
        };
    }
}

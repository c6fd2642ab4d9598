namespace Pulumi;

/// <summary>
/// One run of a program against one stack. Several run side by side in a process: each program, and all that it starts, sees its own as
/// <see cref="Instance"/>.
/// </summary>
public sealed partial class Deployment
{
    private static readonly AsyncLocal<Deployment?> Ambient = new();

    private readonly DeploymentInstance _instance;

    internal Deployment(DeploymentSettings settings, IMonitor monitor, IEngine engine)
    {
        Settings = settings;
        Monitor = monitor;
        Features = new MonitorFeatures(monitor);
        Logger = new EngineLogger(engine, Tasks);
        Functions = new FunctionInvoker(this);
        Resources = new ResourceRegistrar(this);
        _instance = new DeploymentInstance(this);
    }

    /// <summary>The deployment of the program that is running here.</summary>
    /// <exception cref="InvalidOperationException">No program is.</exception>
    public static DeploymentInstance Instance => CurrentOrThrow._instance;

    internal static Deployment? Current => Ambient.Value;

    internal static Deployment CurrentOrThrow
        => Ambient.Value ?? throw new InvalidOperationException("Trying to acquire Deployment.Instance before 'Run' was called.");

    internal DeploymentSettings Settings { get; }

    internal IMonitor Monitor { get; }

    internal MonitorFeatures Features { get; }

    internal EngineLogger Logger { get; }

    internal TaskTracker Tasks { get; } = new();

    internal FunctionInvoker Functions { get; }

    internal ResourceRegistrar Resources { get; }

    /// <summary>The root of the program's resources; null until it is constructed.</summary>
    internal Stack? Stack { get; set; }

    internal Stack StackOrThrow => Stack ?? throw new InvalidOperationException("Resources can only be declared after the stack itself.");

    // It must stay async: the ambient deployment is then undone for the caller when this returns, however early that is.
    private static async Task<T> RunAsync<T>(Deployment deployment, Func<IRunner, Task<T>> run)
    {
        Ambient.Value = deployment;
        return await run(new ProgramRunner(deployment)).ConfigureAwait(false);
    }
}

using System.Collections.Immutable;
using System.Globalization;
using Provisioner.EmbeddedEngine.Backend;
using Provisioner.EmbeddedEngine.Engine;
using Provisioner.EmbeddedEngine.Protocol;
using Provisioner.EmbeddedEngine.Providers;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>Runs an operation of the engine on a stack: what up, preview, refresh and destroy have in common.</summary>
internal sealed class OperationCommand(CommandContext context, OperationKind kind)
{
    private const int DefaultParallel = 16;

    // One for the process: its connections are used again by the next operation.
    private static readonly Lazy<BuiltInProviders> BuiltIn = new(() => new BuiltInProviders());

    private readonly CommandLine _line = context.Line;

    public static IProviderSource Providers(CommandContext context) => context.Invocation.Providers ?? BuiltIn.Value;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var previewOnly = kind == OperationKind.Preview || _line.Flag("preview-only");
        var confirmed = _line.Flag("yes") || _line.Flag("skip-preview") || context.EnvironmentFlag("PULUMI_SKIP_CONFIRMATIONS");
        if (!previewOnly && !confirmed)
        {
            throw CliException.Usage(kind == OperationKind.Update
                ? "--yes or --skip-preview must be passed in to proceed when running in non-interactive mode"
                : "--yes or --skip-preview or --preview-only must be passed in to proceed when running in non-interactive mode");
        }
        var stack = context.RequireStack();
        if (stack.Project != context.RequiredProject.Name)
            throw new CliException($"provided project name \"{stack.Project}\" doesn't match Pulumi.yaml");
        if (ProtectedUrns(stack) is not { } kept)
            return ExitCodes.Success;
        using var program = Program();

        // Starting a listener and deriving the key take the better part of a short operation: side by side they take half of it.
        var warmed = program is null ? Task.CompletedTask : Task.Run(() => MonitorListenerPool.Shared.WarmAsync(cancellationToken), cancellationToken);
        var config = LoadConfig(stack);
        using var crypter = StackSecrets.OpenOrCreate(context, stack, config);
        using var held = previewOnly ? null : OperationLock.Take(context, stack);
        await warmed;
        var setup = new OperationSetup(stack, config, crypter, program, ReadConfiguration(config, crypter), kept);
        await using var log = OperationLog.Open(context);
        if (previewOnly)
            return await RunOnceAsync(setup, log, dryRun: true, cancellationToken);
        if (!_line.Flag("skip-preview"))
        {
            var code = await RunOnceAsync(setup, log, dryRun: true, cancellationToken);
            if (code != ExitCodes.Success)
                return code;
        }
        return await RunOnceAsync(setup, log, dryRun: false, cancellationToken);
    }

    private async Task<int> RunOnceAsync(OperationSetup setup, OperationLog log, bool dryRun, CancellationToken cancellationToken)
    {
        var time = context.Invocation.Time;
        var state = StackStore.Open(context, setup.Stack, setup.Crypter);
        var display = OperationDisplay.Make(context, setup.Stack, kind, dryRun);
        var started = time.GetUtcNow();
        display.Start();
        var runtime = dryRun || setup.Program is null || kind is not OperationKind.Update
            ? ImmutableSortedDictionary<string, string>.Empty
            : await DescribeAsync(setup.Program, cancellationToken);

        // The engine's short waits for other processes are real time, whatever clock the caller dates its states with.
        var outcome = await new OperationRunner().RunAsync(Request(setup, state, new EventPipeline(log, display, time), dryRun), cancellationToken);
        display.Finish(outcome);
        if (!dryRun)
        {
            state.Record(new UpdateRecord
            {
                Kind = KindName(),
                StartTime = started.ToUnixTimeSeconds(),
                EndTime = time.GetUtcNow().ToUnixTimeSeconds(),
                Message = _line.Text("message") ?? "",
                Environment = UpdateEnvironment.Describe(context, runtime),
                Configuration = setup.Config.Values,
                Result = outcome.Failed && !IsUnexpected(outcome) ? "failed" : "succeeded",
                ResourceChanges = outcome.ChangeSummary,
            });
        }
        return ExitCode(outcome);
    }

    private int ExitCode(OperationOutcome outcome)
    {
        if (outcome.Error is { } error)
            throw new CliException(error, IsUnexpected(outcome) ? ExitCodes.UnexpectedChanges : ExitCodes.Error);
        return outcome.Failed ? ExitCodes.Error : ExitCodes.Success;
    }

    // The operation itself went well: it is the expectation that failed.
    private bool IsUnexpected(OperationOutcome outcome) => _line.Flag("expect-no-changes") && outcome is { Failed: true, Canceled: false, Error: not null };

    private OperationRequest Request(OperationSetup setup, StackStore state, EventPipeline events, bool dryRun) => new()
    {
        Kind = kind,
        DryRun = dryRun,
        Organization = StackReference.Organization,
        Project = setup.Stack.Project,
        Stack = setup.Stack.Name,
        State = state.Deployment,
        Checkpoints = state,
        Providers = new OperationProviders(Providers(context), context),
        Environment = context.Invocation.Environment,
        Events = events,
        Program = kind is OperationKind.Update or OperationKind.Preview || _line.Flag("run-program") ? setup.Program : null,
        RunProgram = _line.Flag("run-program"),
        Configuration = setup.Configuration,
        Refresh = kind == OperationKind.Refresh || _line.Text("refresh") == "true",
        Targets = _line.List("target").AddRange(_line.List("target-replace")),
        TargetDependents = _line.Flag("target-dependents"),
        Excludes = _line.List("exclude").AddRange(setup.Kept),
        ExcludeDependents = _line.Flag("exclude-dependents"),
        Replaces = _line.List("replace").AddRange(_line.List("target-replace")),
        ExpectNoChanges = _line.Flag("expect-no-changes"),
        ContinueOnError = _line.Flag("continue-on-error") || context.EnvironmentFlag("PULUMI_CONTINUE_ON_ERROR"),
        ClearPendingCreates = _line.Flag("clear-pending-creates"),
        Parallel = Parallel(),
        Time = context.Invocation.Time,
    };


    /// <summary>With <c>--exclude-protected</c>: what is protected and what it stands on. Null when that is all there is: nothing to do.</summary>
    private ImmutableArray<string>? ProtectedUrns(StackReference stack)
    {
        if (!_line.Flag("exclude-protected"))
            return [];
        if (_line.Has("target"))
            throw new CliException("you cannot specify --target and --exclude-protected");
        var entries = StackState.Read(context, stack, reveal: false).Deployment.Resources.Select(state => new ResourceEntry(state)).ToList();
        var graph = new DependencyGraph(entries);
        var kept = entries.Where(entry => entry.State.Protect).SelectMany(entry => graph.TransitiveDependenciesOf(entry).Append(entry)).ToHashSet();
        if (kept.Count == entries.Count)
        {
            if (!OperationDisplay.IsJson(_line))
                context.Print($"There were no unprotected resources to destroy. There are still {kept.Count} protected resources associated with this stack.");
            if (kept.Count > 0)
                return null;
        }
        return [.. kept.Select(entry => entry.Urn)];
    }

    private int Parallel()
    {
        var parallel = _line.Number("parallel")
            ?? (int.TryParse(context.Environment("PULUMI_PARALLEL"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : DefaultParallel);
        return Math.Max(parallel, 1);
    }

    private LanguageHost? Program()
    {
        if (_line.Text("client") is { } address)
            return new LanguageHost(address, context.RequiredProject.Directory, MonitorListenerPool.Shared);
        if (kind is OperationKind.Refresh or OperationKind.Destroy)
            return null;
        throw new CliException(
            $"the program of '{context.RequiredProject.Path}' (runtime '{context.RequiredProject.Runtime}') cannot be run: this engine runs inline programs of an Automation API, which pass --client; use the pulumi CLI for others");
    }

    private static async Task<ImmutableSortedDictionary<string, string>> DescribeAsync(LanguageHost program, CancellationToken cancellationToken)
    {
        try
        {
            return await program.DescribeAsync(cancellationToken);
        }
        catch (ProtocolException e)
        {
            throw new CliException(e.Message);
        }
    }

    // --config sets values of the stack for good, as the CLI does.
    private StackConfigFile LoadConfig(StackReference stack)
    {
        var config = context.LoadConfig(stack);
        StackSecrets.Refuse(config);
        if (!_line.Has("config"))
            return config;
        foreach (var pair in _line.List("config"))
        {
            var mark = pair.IndexOf('=', StringComparison.Ordinal);
            if (mark <= 0)
                throw new CliException("config value must be in the form [key]=[value]");
            config.Set(ConfigKey.Parse(pair[..mark], stack.Project).ToString(), ConfigValue.Plain(pair[(mark + 1)..]));
        }
        config.Save();
        return config;
    }

    private ImmutableSortedDictionary<string, ConfigEntry> ReadConfiguration(StackConfigFile config, PassphraseCrypter crypter) =>
        context.RequiredProject.Defaults.SetItems(config.Values).ToImmutableSortedDictionary(
            item => item.Key, item => new ConfigEntry(item.Value.Reveal(crypter, item.Key), item.Value.IsSecret, item.Value.IsObject), StringComparer.Ordinal);

    private string KindName() => kind.ToString().ToLowerInvariant();
}

using System.Globalization;

namespace Pulumi.Automation;

/// <summary>The CLI's arguments for options of operations.</summary>
internal static class OperationArguments
{
    public static List<string> Up(UpOptions? options)
    {
        List<string> args = ["up", "--yes", "--skip-preview"];
        if (options is not null)
        {
            args.AddFlag("--expect-no-changes", options.ExpectNoChanges);
            args.AddAnswer("--show-reads", options.ShowReads);
            args.AddFlag("--diff", options.Diff);
            args.AddValue("--plan", options.Plan);
            args.AddValues("--replace", options.Replace);
            args.AddFlag("--exclude-dependents", options.ExcludeDependents);
            args.AddFlag("--target-dependents", options.TargetDependents);
            args.AddFlag("--continue-on-error", options.ContinueOnError);
            args.AddFlag("--refresh", options.Refresh);
            args.AddCommon(options);
        }
        return args;
    }

    public static List<string> Preview(PreviewOptions? options)
    {
        List<string> args = ["preview"];
        if (options is not null)
        {
            args.AddFlag("--expect-no-changes", options.ExpectNoChanges);
            args.AddAnswer("--show-reads", options.ShowReads);
            args.AddFlag("--diff", options.Diff);
            args.AddValue("--save-plan", options.Plan);
            args.AddValues("--replace", options.Replace);
            args.AddFlag("--exclude-dependents", options.ExcludeDependents);
            args.AddFlag("--target-dependents", options.TargetDependents);
            args.AddFlag("--refresh", options.Refresh);
            args.AddCommon(options);
        }
        return args;
    }

    public static List<string> Refresh(RefreshOptions? options)
    {
        List<string> args = ["refresh", "--yes", options?.PreviewOnly is true ? "--preview-only" : "--skip-preview"];
        if (options is not null)
        {
            args.AddFlag("--expect-no-changes", options.ExpectNoChanges);
            args.AddFlag("--skip-pending-creates", options.SkipPendingCreates);
            args.AddFlag("--clear-pending-creates", options.ClearPendingCreates);
            args.AddValues("--import-pending-creates", options.ImportPendingCreates?.SelectMany(created => new[] { created.Urn, created.Id }));
            args.AddAnswer("--run-program", options.RunProgram);
            args.AddCommon(options);
        }
        return args;
    }

    public static List<string> Destroy(DestroyOptions? options)
    {
        List<string> args = options?.PreviewOnly is true ? ["destroy", "--preview-only"] : ["destroy", "--yes", "--skip-preview"];
        if (options is not null)
        {
            args.AddFlag("--exclude-dependents", options.ExcludeDependents);
            args.AddFlag("--target-dependents", options.TargetDependents);
            args.AddFlag("--continue-on-error", options.ContinueOnError);
            args.AddFlag("--refresh", options.Refresh);
            args.AddAnswer("--run-program", options.RunProgram);
            args.AddCommon(options);
        }
        return args;
    }

    /// <exception cref="ArgumentException">The page size is less than 1.</exception>
    public static List<string> History(HistoryOptions? options)
    {
        List<string> args = ["stack", "history", "--json"];
        args.AddFlag("--show-secrets", options?.ShowSecrets ?? true);
        if (options?.PageSize is { } size)
        {
            if (size < 1)
            {
                throw new ArgumentException($"The page size is {size}: it must be at least 1.", nameof(options));
            }
            args.AddValue("--page-size", Text(size));
            args.AddValue("--page", Text(Math.Max(1, options.Page ?? 1)));
        }
        return args;
    }

    private static void AddCommon(this List<string> args, UpdateOptions options)
    {
        args.AddValue("--parallel", Text(options.Parallel));
        args.AddValue("--message", options.Message);
        args.AddValues("--exclude", options.Exclude);
        args.AddValues("--target", options.Target);
        args.AddValues("--policy-pack", options.PolicyPacks);
        args.AddValues("--policy-pack-configs", options.PolicyPackConfigs);
        args.AddValue("--color", options.Color);
        args.AddFlag("--logflow", options.LogFlow);
        args.AddValue("--verbose", Text(options.LogVerbosity));
        args.AddFlag("--logtostderr", options.LogToStdErr);
        args.AddValue("--tracing", options.Tracing);
        args.AddFlag("--debug", options.Debug);
        args.AddFlag("--json", options.Json);
        args.AddValue("--config-file", options.ConfigFile);
        args.AddValue("--profiling", options.Profiling);
    }

    private static void AddFlag(this List<string> args, string name, bool? set)
    {
        if (set is true)
        {
            args.Add(name);
        }
    }

    private static void AddAnswer(this List<string> args, string name, bool? answer)
    {
        if (answer is { } given)
        {
            args.Add(given ? $"{name}=true" : $"{name}=false");
        }
    }

    private static void AddValue(this List<string> args, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            args.AddRange([name, value]);
        }
    }

    private static void AddValues(this List<string> args, string name, IEnumerable<string>? values)
    {
        foreach (var value in values ?? [])
        {
            args.AddRange([name, value]);
        }
    }

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}

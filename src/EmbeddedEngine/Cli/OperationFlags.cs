using System.Collections.Immutable;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>The flags of the verbs that run an operation.</summary>
internal static class OperationFlags
{
    private const string NoPlans = "this engine makes no plan files";
    private const string NoPolicies = "this engine has no policy packs";

    /// <summary>Those of all four verbs.</summary>
    public static ImmutableArray<Flag> Common { get; } =
    [
        StackCommand.StackFlag, Flag.Text("config-file"), Flag.List("config", 'c'), Flag.Switch("config-path"), Flag.Text("message", 'm'), Flag.Text("client"),
        Flag.Text("exec-kind"), Flag.Text("exec-agent"), Flag.Text("event-log"), Flag.Number("parallel", 'p'), Flag.Switch("debug", 'd'),
        Flag.List("target", 't'), Flag.Switch("target-dependents"), Flag.List("exclude", 'x'), Flag.Switch("exclude-dependents"),
        Flag.Switch("json", 'j'), Flag.Text("output"), Flag.Switch("diff"), Flag.Switch("show-config"), Flag.Switch("show-replacement-steps"), Flag.Switch("show-sames"),
        Flag.Switch("show-reads"), Flag.Switch("show-secrets").Refused("secrets are never displayed"), Flag.Switch("show-full-output"), Flag.Switch("urns"),
        Flag.Switch("suppress-outputs"), Flag.Switch("suppress-progress"), Flag.Text("suppress-permalink", implied: "true"), Flag.Switch("skip-plugin-pre-install"),
        Flag.Switch("skip-config-validation"), Flag.Switch("continue-on-error"), Flag.Switch("ignore-protect").Refused("unprotect the resource in the program"),
        Flag.Switch("neo").Refused("there is no such service behind this engine"), Flag.Switch("copilot").Refused("there is no such service behind this engine"),
        Flag.Switch("neo-task-on-failure").Refused("there is no such service behind this engine"), Flag.Switch("remote").Refused("this engine runs where it is"),
    ];

    /// <summary>Those of up and preview.</summary>
    public static ImmutableArray<Flag> Program { get; } =
    [
        Flag.Switch("expect-no-changes"), Flag.Text("refresh", 'r', implied: "true"), Flag.List("replace"), Flag.List("target-replace"), Flag.Text("secrets-provider"),
        Flag.Switch("run-program"), Flag.List("policy-pack").Refused(NoPolicies), Flag.List("policy-pack-config").Refused(NoPolicies),
        Flag.Switch("show-policy-remediations"), Flag.Text("plan").Refused(NoPlans), Flag.Text("save-plan").Refused(NoPlans), Flag.Switch("strict").Refused(NoPlans),
        Flag.List("attach-debugger").Refused("this engine starts no program of its own"),
    ];

    /// <summary>Those of refresh and destroy.</summary>
    public static ImmutableArray<Flag> NoProgramFlags { get; } = [Flag.Switch("run-program"), Flag.Switch("preview-only")];

    /// <summary>Those of up, refresh and destroy.</summary>
    public static ImmutableArray<Flag> Confirmation { get; } = [Flag.Switch("yes", 'y'), Flag.Switch("skip-preview", 'f')];
}

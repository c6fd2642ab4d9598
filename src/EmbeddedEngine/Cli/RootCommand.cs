using System.Collections.Immutable;

namespace Provisioner.EmbeddedEngine.Cli;

internal static class RootCommand
{
    public static readonly ImmutableArray<Flag> GlobalFlags =
    [
        Flag.Switch("non-interactive"), Flag.Text("cwd", 'C'), Flag.Text("color"), Flag.Switch("help", 'h'), Flag.Switch("emoji", 'e'),
        Flag.Switch("logtostderr"), Flag.Switch("logflow"), Flag.Number("verbose", 'v'), Flag.Switch("disable-integrity-checking"),
        Flag.Switch("fully-qualify-stack-names"), Flag.Number("memprofilerate"),
        Flag.Text("tracing").Refused("this engine sends no traces of its own"), Flag.Text("otel-traces").Refused("this engine sends no traces of its own"),
        Flag.Text("tracing-header").Refused("this engine sends no traces of its own"), Flag.Text("profiling").Refused("this engine writes no profiles"),
    ];

    public static Command Make() => new("pulumi")
    {
        Flags = GlobalFlags,
        Children =
        [
            VersionCommand.Make, AboutCommand.Make, WhoAmICommand.Make, LoginCommand.Make, LogoutCommand.Make, StackCommand.Make, ConfigCommand.Make,
            UpCommand.Make, PreviewCommand.Make, RefreshCommand.Make, DestroyCommand.Make, CancelCommand.Make, StateCommand.Make, PluginCommand.Make,
        ],
    };
}

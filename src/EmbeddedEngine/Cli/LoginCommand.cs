using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

internal static class LoginCommand
{
    public static Command Make() => new("login")
    {
        Flags = [Flag.Switch("local", 'l'), Flag.Text("cloud-url", 'c'), Flag.Switch("interactive"), Flag.Switch("insecure"), Flag.Text("default-org")],
        MaximumArguments = 1,
        RunAsync = (context, _) => Task.FromResult(Run(context)),
    };

    private static int Run(CommandContext context)
    {
        var url = context.Line.Arguments.FirstOrDefault() ?? context.Line.Text("cloud-url") ?? (context.Line.Flag("local") ? "file://~" : context.Environment("PULUMI_BACKEND_URL"));
        if (string.IsNullOrEmpty(url))
            throw new CliException("name the state folder: pulumi login file://…");
        var backend = FileBackend.Open(BackendLocation.Parse(url, context.WorkingDirectory, context.Invocation.Environment));
        Credentials.SetCurrent(context, url);
        context.Print($"Logged in to {System.Environment.MachineName} as {System.Environment.UserName} ({backend.Location.Url})");
        return ExitCodes.Success;
    }
}

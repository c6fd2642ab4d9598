namespace Provisioner.EmbeddedEngine.Cli;

internal static class LogoutCommand
{
    public static Command Make() => new("logout")
    {
        Flags = [Flag.Switch("all"), Flag.Switch("local", 'l'), Flag.Text("cloud-url", 'c')],
        MaximumArguments = 1,
        RunAsync = (context, _) =>
        {
            var url = context.Line.Arguments.FirstOrDefault() ?? context.Line.Text("cloud-url") ?? Credentials.Current(context);
            if (context.Line.Flag("all") || url == Credentials.Current(context))
                Credentials.SetCurrent(context, null);
            context.Print(context.Line.Flag("all") ? "Logged out of everything" : $"Logged out of {url}");
            return Task.FromResult(ExitCodes.Success);
        },
    };
}

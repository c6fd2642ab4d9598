namespace Provisioner.EmbeddedEngine.Cli;

internal static class WhoAmICommand
{
    public static Command Make() => new("whoami")
    {
        Flags = [Flag.Switch("json", 'j'), Flag.Switch("verbose", 'v')],
        RunAsync = (context, _) => Task.FromResult(Run(context)),
    };

    private static int Run(CommandContext context)
    {
        var (user, url) = (System.Environment.UserName, context.Backend.Location.Url);
        if (context.Line.Flag("json"))
        {
            context.PrintJson(writer =>
            {
                writer.StartObject();
                writer.String("user", user);
                writer.String("url", url);
                writer.EndObject();
            });
        }
        else if (context.Line.Flag("verbose"))
            context.Print($"User: {user}\nOrganizations: \nBackend URL: {url}\nToken type: personal");
        else
            context.Print(user);
        return ExitCodes.Success;
    }
}

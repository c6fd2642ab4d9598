using System.Reflection;
using System.Runtime.InteropServices;
using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

internal static class AboutCommand
{
    public static Command Make() => new("about")
    {
        Flags = [Flag.Switch("json", 'j'), Flag.Text("stack", 's'), Flag.Switch("transitive", 't')],
        RunAsync = (context, _) => Task.FromResult(Run(context)),
    };

    private static int Run(CommandContext context)
    {
        var engine = $"embedded in provisioner {typeof(AboutCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}";
        if (context.Line.Flag("json"))
        {
            context.PrintJson(writer =>
            {
                writer.StartObject();
                writer.Name("cliAbout");
                writer.StartObject();
                writer.String("version", EngineVersion.Text.TrimStart('v'));
                writer.String("engine", engine);
                writer.EndObject();
                writer.Name("host");
                writer.StartObject();
                writer.String("os", RuntimeInformation.OSDescription);
                writer.String("arch", RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant());
                writer.EndObject();
                writer.Name("backend");
                writer.StartObject();
                writer.String("url", context.Backend.Location.Url);
                writer.String("user", System.Environment.UserName);
                writer.EndObject();
                writer.EndObject();
            });
            return ExitCodes.Success;
        }
        context.Print($"CLI\n  Version  {EngineVersion.Text.TrimStart('v')}\n  Engine   {engine}\n");
        context.Print($"Host\n  OS       {RuntimeInformation.OSDescription}\n  Arch     {RuntimeInformation.OSArchitecture}\n");
        context.Print($"Backend\n  URL      {context.Backend.Location.Url}\n  User     {System.Environment.UserName}");
        return ExitCodes.Success;
    }
}

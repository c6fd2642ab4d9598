using System.CommandLine;

namespace Provisioner.Api.Commands;

/// <summary>The program's verbs.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Makes Databricks match the descriptors of data product components.")
        {
            ServeCommand.Create(output, error),
            ValidateCommand.Create(output, error),
            ReverseCommand.Create(output, error),
            DemoCommand.Create(output, error),
            EmulatorCommand.Create(output, error),
            // Only for the help text: Program hands this verb over before anything else is loaded.
            new Command("pulumi", "The embedded engine, under the verbs of the pulumi command line: 'provisioner pulumi --help'."),
        };
        var parsed = root.Parse(arguments);
        // The host takes the signals itself, to let running steps finish.
        var configuration = new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = null };
        var code = await parsed.InvokeAsync(configuration);
        return parsed.Errors.Count > 0 ? ExitCodes.Failure : code;
    }
}

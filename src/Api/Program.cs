using Provisioner.Api.Commands;
using Provisioner.EmbeddedEngine.Cli;

// The CLI's verbs come first and load nothing else: an SDK starts this program several times for one operation.
if (args is ["pulumi", ..])
    return await ConsoleInvocation.RunAsync(args[1..]);

return await CommandLine.RunAsync(args, Console.Out, Console.Error);

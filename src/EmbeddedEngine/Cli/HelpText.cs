namespace Provisioner.EmbeddedEngine.Cli;

internal static class HelpText
{
    public static void Print(CommandContext context)
    {
        var (line, command) = (context.Line, context.Line.Command);
        context.Print("The verbs of the pulumi CLI on the provisioner's embedded engine.\n");
        context.Print($"Usage:\n  {line.Path}{(command.Children.IsEmpty ? "" : " [command]")}{(command.MaximumArguments > 0 ? " [arguments]" : "")} [flags]");
        if (!command.Children.IsEmpty)
        {
            context.Print("\nCommands:");
            foreach (var make in command.Children)
                context.Print($"  {make().Name}");
        }
        foreach (var (title, flags) in new[] { ("Flags", command.Flags), ("Global flags", RootCommand.GlobalFlags) })
        {
            var shown = flags.Where(flag => flag.Refusal is null).ToList();
            if (shown.Count == 0 || (title == "Flags" && flags == RootCommand.GlobalFlags))
                continue;
            context.Print($"\n{title}:");
            foreach (var flag in shown)
                context.Print($"  {(flag.Short == '\0' ? "    " : $"-{flag.Short}, ")}--{flag.Name}{(flag.Kind == FlagKind.Switch ? "" : $" {flag.Kind.ToString().ToLowerInvariant()}")}");
        }
    }
}

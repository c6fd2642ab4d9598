using Provisioner.EmbeddedEngine.Backend;
using Provisioner.EmbeddedEngine.State;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Cli;

internal static class StackOutputCommand
{
    public const string RootType = "pulumi:pulumi:Stack";
    private const string Hidden = "[secret]";

    public static Command Make() => new("output")
    {
        Flags = [StackCommand.StackFlag, Flag.Switch("json", 'j'), Flag.Switch("show-secrets"), Flag.Switch("shell")],
        MaximumArguments = 1,
        RunAsync = (context, _) => Task.FromResult(Run(context)),
    };

    /// <summary>Outputs of the stack without secret marks.</summary>
    public static PropertyMap Outputs(Deployment deployment, bool reveal) =>
        deployment.Resources.FirstOrDefault(resource => resource.Type == RootType && !resource.Delete) is { } root
            ? (PropertyMap)Plain(root.Outputs, reveal)
            : PropertyMap.Empty;

    /// <summary>A text as it is, anything else as JSON.</summary>
    public static string Shown(PropertyValue value)
    {
        if (value is StringValue text)
            return text.Value;
        var writer = new GoJsonWriter();
        PropertyJson.Write(writer, value, BlindCodec.Instance, "");
        return writer.ToString();
    }

    private static int Run(CommandContext context)
    {
        var (json, shell) = (context.Line.Flag("json"), context.Line.Flag("shell"));
        if (json && shell)
            throw new CliException("only one of --json and --shell may be set");
        var reveal = context.Line.Flag("show-secrets");
        var outputs = Outputs(StackState.Read(context, context.RequireStack(), reveal).Deployment, reveal);
        if (context.Line.Arguments is [var name])
        {
            if (!outputs.TryGetValue(name, out var value))
                throw new CliException($"current stack does not have output property '{name}'");
            if (json)
                context.PrintJson(writer => PropertyJson.Write(writer, value, BlindCodec.Instance, ""));
            else
                context.Print(shell ? $"{name}={Quote(Shown(value))}" : Shown(value));
        }
        else if (json)
            context.PrintJson(writer => PropertyJson.Write(writer, outputs, BlindCodec.Instance, ""));
        else if (shell)
        {
            foreach (var (key, value) in outputs)
                context.Print($"{key}={Quote(Shown(value))}");
        }
        else
        {
            context.Print($"Current stack outputs ({outputs.Count}):");
            if (outputs.Count == 0)
                context.Print("    No output values currently in this stack");
            else
                TextTable.Print(context.Output, ["OUTPUT", "VALUE"], outputs.Select(item => new[] { item.Key, Shown(item.Value) }), "    ");
        }
        return ExitCodes.Success;
    }

    private static PropertyMap Plain(PropertyMap map, bool reveal) =>
        PropertyMap.From(map.Select(item => KeyValuePair.Create(item.Key, Plain(item.Value, reveal))));

    private static PropertyValue Plain(PropertyValue value, bool reveal) => value switch
    {
        SecretValue secret => reveal ? Plain(secret.Element, reveal) : Hidden,
        ObjectValue child => Plain(child.Properties, reveal),
        ArrayValue array => new ArrayValue([.. array.Items.Select(item => Plain(item, reveal))]),
        _ => value,
    };

    private static string Quote(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or ':') ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

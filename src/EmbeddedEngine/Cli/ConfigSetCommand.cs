using System.Globalization;
using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

internal static class ConfigSetCommand
{
    public static Command Make() => new("set")
    {
        Flags = [Flag.Switch("path"), Flag.Switch("plaintext"), Flag.Switch("secret"), Flag.Text("type"), Flag.Switch("string-value")],
        MinimumArguments = 1,
        MaximumArguments = 2,
        RunAsync = RunAsync,
    };

    /// <summary>A value of the command line. Inside a structure a number or a boolean is one; everything else is a text.</summary>
    public static ConfigValue Typed(CommandContext context, string text, string? type) => type switch
    {
        "string" => ConfigValue.Plain(text),
        "int" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            ? new ConfigValue(new YamlScalar(text, Quoted: false)) : throw NotOf(text, type),
        "float" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? new ConfigValue(new YamlScalar(text, Quoted: false)) : throw NotOf(text, type),
        "bool" => text is "true" or "false" ? new ConfigValue(new YamlScalar(text, Quoted: false)) : throw NotOf(text, type),
        not null => throw new CliException($"invalid type \"{type}\"; must be one of string, int, bool, or float"),
        null when context.Line.Flag("path") && IsTyped(text) => new ConfigValue(new YamlScalar(text, Quoted: false)),
        null => ConfigValue.Plain(text),
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var stack = context.RequireStack();
        var config = context.LoadConfig(stack);
        var target = ConfigTarget.Parse(context, context.Line.Arguments[0]);
        if (context.Line.Flag("secret") && context.Line.Flag("plaintext"))
            throw new CliException("only one of --secret and --plaintext may be set");
        var text = context.Line.Arguments.Count > 1
            ? context.Line.Arguments[1]
            : (await context.Invocation.Input.ReadToEndAsync(cancellationToken)).TrimEnd('\r', '\n');
        target.Set(config, context.Line.Flag("secret")
            ? ConfigValue.Secure(StackSecrets.OpenOrCreate(context, stack, config).Encrypt(text))
            : Typed(context, text, context.Line.Text("type")));
        config.Save();
        return ExitCodes.Success;
    }

    private static bool IsTyped(string text) =>
        text is "true" or "false" || (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number.ToString(CultureInfo.InvariantCulture) == text);

    private static CliException NotOf(string text, string type) => new($"could not parse '{text}' as {type}");
}

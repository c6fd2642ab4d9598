namespace Provisioner.EmbeddedEngine.Cli;

internal enum FlagKind
{
    Switch,
    Text,
    List,
    Number,
}

/// <param name="Short">The one-letter form, or NUL.</param>
/// <param name="Implied">The value when the flag stands alone; null: it needs one.</param>
/// <param name="Refusal">Why this engine cannot do what the flag asks; the command is refused by its name.</param>
internal sealed record Flag(string Name, FlagKind Kind, char Short = '\0', string? Implied = null, string? Refusal = null)
{
    public static Flag Switch(string name, char shorthand = '\0') => new(name, FlagKind.Switch, shorthand, "true");

    public static Flag Text(string name, char shorthand = '\0', string? implied = null) => new(name, FlagKind.Text, shorthand, implied);

    public static Flag List(string name, char shorthand = '\0') => new(name, FlagKind.List, shorthand);

    public static Flag Number(string name, char shorthand = '\0') => new(name, FlagKind.Number, shorthand);

    public Flag Refused(string reason) => this with { Refusal = reason };
}

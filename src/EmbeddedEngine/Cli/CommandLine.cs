using System.Collections.Immutable;
using System.Globalization;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>
/// What was asked for. A parser of our own: one process is started for each command of an SDK, and this one costs nothing.
/// Its rules are those of the CLI: <c>--flag value</c>, <c>--flag=value</c>, <c>-f value</c>, <c>-fvalue</c>, switches grouped, <c>--</c>.
/// </summary>
internal sealed class CommandLine
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);
    private readonly List<string> _arguments = [];

    private CommandLine(Command command, string path) => (Command, Path) = (command, path);

    public Command Command { get; private set; }

    /// <summary>The words of the verb, e.g. <c>pulumi stack init</c>.</summary>
    public string Path { get; private set; }

    public IReadOnlyList<string> Arguments => _arguments;

    /// <summary>The flags that were given, with their kind, in the order of their names.</summary>
    public ImmutableSortedDictionary<string, Flag> Given { get; private set; } = ImmutableSortedDictionary.Create<string, Flag>(StringComparer.Ordinal);

    /// <exception cref="CliException">An unknown flag or verb, a value that is missing or wrong, too many arguments.</exception>
    public static CommandLine Parse(Command root, IReadOnlyList<string> arguments)
    {
        var line = new CommandLine(root, root.Name);
        var flags = new Dictionary<string, Flag>(StringComparer.Ordinal);
        line.Enter(root, flags);
        for (var at = 0; at < arguments.Count; at++)
        {
            var token = arguments[at];
            if (token == "--")
            {
                line._arguments.AddRange(arguments.Skip(at + 1));
                break;
            }
            if (token.StartsWith("--", StringComparison.Ordinal))
                line.Long(token[2..], arguments, ref at, flags);
            else if (token.Length > 1 && token[0] == '-')
                line.Short(token, arguments, ref at, flags);
            else if (line._arguments.Count == 0 && line.Child(token) is { } child)
                line.Enter(child, flags);
            // A verb that is not known is told before its flags.
            else if (line.Command.RunAsync is null)
                throw new CliException($"unknown command \"{token}\" for \"{line.Path}\"");
            else
                line._arguments.Add(token);
        }
        if (!line.Flag("help"))
            line.Check();
        return line;
    }

    public bool Has(string name) => _values.ContainsKey(name);

    public bool Flag(string name) => _values.TryGetValue(name, out var values) && values[^1] == "true";

    public string? Text(string name) => _values.TryGetValue(name, out var values) ? values[^1] : null;

    public ImmutableArray<string> List(string name) => _values.TryGetValue(name, out var values) ? [.. values] : [];

    public int? Number(string name) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private void Enter(Command command, Dictionary<string, Flag> flags)
    {
        if (command != Command)
            Path += " " + command.Name;
        Command = command;
        foreach (var flag in command.Flags)
            flags[flag.Name] = flag;
    }

    private Command? Child(string name)
    {
        foreach (var make in Command.Children)
        {
            var child = make();
            if (child.Name == name || child.Aliases.Contains(name))
                return child;
        }
        return null;
    }

    private void Long(string text, IReadOnlyList<string> arguments, ref int at, Dictionary<string, Flag> flags)
    {
        var mark = text.IndexOf('=', StringComparison.Ordinal);
        var name = mark < 0 ? text : text[..mark];
        if (!flags.TryGetValue(name, out var flag))
            throw new CliException($"unknown flag: --{name}");
        string value;
        if (mark >= 0)
            value = text[(mark + 1)..];
        else if (flag.Implied is not null)
            value = flag.Implied;
        else if (++at < arguments.Count)
            value = arguments[at];
        else
            throw new CliException($"flag needs an argument: --{name}");
        Add(flag, value, "--" + name);
    }

    private void Short(string token, IReadOnlyList<string> arguments, ref int at, Dictionary<string, Flag> flags)
    {
        for (var position = 1; position < token.Length; position++)
        {
            var letter = token[position];
            var flag = flags.Values.FirstOrDefault(candidate => candidate.Short == letter)
                ?? throw new CliException($"unknown shorthand flag: '{letter}' in {token}");
            var rest = token[(position + 1)..];
            if (rest.StartsWith('='))
            {
                Add(flag, rest[1..], "-" + letter);
                return;
            }
            if (flag.Implied is not null)
            {
                Add(flag, flag.Implied, "-" + letter);
                continue;
            }
            if (rest.Length == 0 && ++at >= arguments.Count)
                throw new CliException($"flag needs an argument: '{letter}' in {token}");
            Add(flag, rest.Length == 0 ? arguments[at] : rest, "-" + letter);
            return;
        }
    }

    private void Add(Flag flag, string value, string shown)
    {
        switch (flag.Kind)
        {
            case FlagKind.Switch when value is "1" or "t" or "T" or "TRUE" or "True":
                value = "true";
                break;
            case FlagKind.Switch when value is "0" or "f" or "F" or "FALSE" or "False":
                value = "false";
                break;
            case FlagKind.Switch when value is not ("true" or "false"):
                throw new CliException($"invalid argument \"{value}\" for \"{shown}\" flag: strconv.ParseBool: parsing \"{value}\": invalid syntax");
            case FlagKind.Number when !int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _):
                throw new CliException($"invalid argument \"{value}\" for \"{shown}\" flag: strconv.ParseInt: parsing \"{value}\": invalid syntax");
        }
        if (flag.Refusal is not null && value != "false")
            throw new CliException($"--{flag.Name} is not supported: {flag.Refusal}");
        if (!_values.TryGetValue(flag.Name, out var values))
            _values[flag.Name] = values = [];
        values.Add(value);
        Given = Given.SetItem(flag.Name, flag);
    }

    private void Check()
    {
        if (Command.RunAsync is null)
        {
            throw new CliException(_arguments.Count > 0
                ? $"unknown command \"{_arguments[0]}\" for \"{Path}\""
                : $"'{Path}' needs a command: {string.Join(", ", Command.Children.Select(make => make().Name))}");
        }
        if (_arguments.Count > Command.MaximumArguments)
        {
            throw new CliException(Command.Children.IsEmpty
                ? $"accepts at most {Command.MaximumArguments} arg(s), received {_arguments.Count}"
                : $"unknown command \"{_arguments[0]}\" for \"{Path}\"");
        }
        if (_arguments.Count < Command.MinimumArguments)
            throw new CliException($"requires at least {Command.MinimumArguments} arg(s), only received {_arguments.Count}");
    }
}

using System.Text.RegularExpressions;

namespace Pulumi.Automation.Commands.Exceptions;

/// <summary>A command ended with an exit code other than 0. The message holds the code and all that it printed.</summary>
public partial class CommandException : Exception
{
    internal CommandException(CommandResult result)
        : this(nameof(CommandException), result)
    {
    }

    internal CommandException(string name, CommandResult result)
        : base(result.ToString()) => Name = name;

    public string Name { get; }

    /// <summary>The CLI tells these endings apart only in its text, which is its contract with the SDKs of all languages.</summary>
    internal static CommandException CreateFromResult(CommandResult result)
    {
        var error = result.StandardError;
        return NotFound().IsMatch(error) ? new StackNotFoundException(result)
            : AlreadyExists().IsMatch(error) ? new StackAlreadyExistsException(result)
            : error.Contains("[409] Conflict: Another update is currently in progress.", StringComparison.Ordinal)
                || error.Contains("the stack is currently locked by", StringComparison.Ordinal) ? new ConcurrentUpdateException(result)
            : new CommandException(result);
    }

    [GeneratedRegex("no stack named.*found", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotFound();

    [GeneratedRegex("stack.*already exists", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AlreadyExists();
}

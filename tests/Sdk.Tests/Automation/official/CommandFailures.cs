using System.Reflection;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Commands.Exceptions;

namespace Provisioner.Sdk.Tests.Automation;

/// <summary>What the SDK's own command throws for a result; only that command can make it.</summary>
internal static class CommandFailures
{
    public static CommandException Of(CommandResult result) => (CommandException)typeof(CommandException)
        .GetMethod("CreateFromResult", BindingFlags.NonPublic | BindingFlags.Static)!.Invoke(null, [result])!;
}

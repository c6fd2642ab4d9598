using Pulumi.Automation;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Commands.Exceptions;
using Pulumi.Automation.Runtime;

namespace Provisioner.Sdk.Tests.Automation.Runtime;

public sealed class LoopbackHostPoolTests
{
    private readonly ScriptedCommand _command = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Up_AfterAnEndedCommand_UsesAListenerAgain()
    {
        using var workspace = await LocalWorkspace.CreateAsync(new LocalWorkspaceOptions { PulumiCommand = _command, Program = PulumiFn.Create(() => { }) }, Token);
        using var stack = await WorkspaceStack.SelectAsync("organization/shop/dev", workspace, Token);
        await stack.UpAsync(cancellationToken: Token);
        _command.Answer = _ => Task.FromResult(new CommandResult(1, "", "error: failed"));
        await Assert.ThrowsAsync<CommandException>(() => stack.UpAsync(cancellationToken: Token));
        var idle = LoopbackHostPool.Shared.IdleCount;
        _command.Answer = call => Task.FromResult(ScriptedCommand.Succeeded(call));

        await stack.UpAsync(cancellationToken: Token);

        Assert.True(idle > 0);
        var ports = _command.Calls.Where(call => call.Arguments[0] == "up").Select(call => call.ClientPort).ToList();
        Assert.True(ports.Distinct().Count() < ports.Count, string.Join(' ', ports));
    }
}

using Pulumi;

namespace Provisioner.Sdk.Tests.Pulumi.Programs;

public sealed class EngineChannelsTests
{
    /// <summary>
    /// A handler without a connect of its own is changed by the first channel that opens, and a channel that opens at that moment fails later
    /// with "Specified method is not supported": it came about once in a thousand starts with several stacks at once.
    /// </summary>
    [Fact]
    public void Open_ManyAtOnce_LeaveTheSharedHandlerAsItWas()
    {
        var connect = EngineChannels.Handler.ConnectCallback;
        Assert.NotNull(connect);
        Parallel.For(0, 64, port => EngineChannels.Open($"127.0.0.1:{port + 1}"));
        Assert.Same(connect, EngineChannels.Handler.ConnectCallback);
        Assert.Empty(EngineChannels.Handler.Properties);
    }
}

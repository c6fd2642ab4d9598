namespace Provisioner.EmbeddedEngine.Protocol;

/// <summary>What a listener answers with at the moment.</summary>
internal sealed class MonitorSlot
{
    private volatile MonitorSession? _session;

    public MonitorSession? Session
    {
        get => _session;
        set => _session = value;
    }

    /// <exception cref="Grpc.Core.RpcException">No program is running.</exception>
    public MonitorSession Current => _session ?? throw MonitorSession.Over();
}

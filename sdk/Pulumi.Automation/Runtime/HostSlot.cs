using Pulumi.Automation.Events;

namespace Pulumi.Automation.Runtime;

/// <summary>What a listener serves at the moment.</summary>
internal sealed class HostSlot
{
    private volatile InlineProgramRun? _program;
    private volatile EventStream? _events;

    public InlineProgramRun? Program
    {
        get => _program;
        set => _program = value;
    }

    public EventStream? Events
    {
        get => _events;
        set => _events = value;
    }
}

using Pulumi.Automation.Events;

namespace Provisioner.Operations.Engine;

/// <summary>Listens to one run of the engine.</summary>
public interface IEngineEvents
{
    /// <summary>Called in order, never by two threads at once.</summary>
    void Receive(EngineEvent engineEvent);

    /// <summary>What the events told of a failure; null when they told of none.</summary>
    EngineFailure? Failure();
}

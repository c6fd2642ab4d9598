namespace Provisioner.EmbeddedEngine.Events;

/// <summary>Gets the events of an operation. Calls are in order and never concurrent; sequence and timestamp are set by the sink.</summary>
public interface IEngineEventSink
{
    void Send(EngineEvent engineEvent);
}

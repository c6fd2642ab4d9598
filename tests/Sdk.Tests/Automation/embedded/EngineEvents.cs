using Pulumi.Automation.Events;
using Pulumi.Automation.Serialization;

namespace Provisioner.Sdk.Tests.Automation;

/// <summary>Reads an event of the engine's log; events have no public constructors.</summary>
internal static class EngineEvents
{
    public static EngineEvent Read(string json) => EngineEventReader.TryRead(json)!;
}

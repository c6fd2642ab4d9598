using System.Text.Json.Nodes;
using Provisioner.EmbeddedEngine.Engine;
using Provisioner.EmbeddedEngine.Events;

namespace Provisioner.EmbeddedEngine.Cli.Display;

/// <summary>Shows an operation while it runs. Calls are in order and never concurrent.</summary>
internal interface IOperationDisplay
{
    /// <summary>Shows the events in the form of the log.</summary>
    bool WantsJson { get; }

    void Start();

    void Show(EngineEvent engineEvent);

    void Show(JsonObject engineEvent);

    void Finish(OperationOutcome outcome);
}

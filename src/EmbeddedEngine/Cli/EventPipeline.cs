using System.Text.Json.Nodes;
using Provisioner.EmbeddedEngine.Cli.Display;
using Provisioner.EmbeddedEngine.Events;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>Gives each event to the display and, numbered and timed, to the log.</summary>
internal sealed class EventPipeline(OperationLog log, IOperationDisplay display, TimeProvider time) : IEngineEventSink
{
    public void Send(EngineEvent engineEvent)
    {
        display.Show(engineEvent);
        if (!log.IsWanted && !display.WantsJson)
            return;
        var json = new JsonObject { ["sequence"] = log.NextSequence++, ["timestamp"] = time.GetUtcNow().ToUnixTimeSeconds() };
        var payload = EngineEventJson.ToJson(engineEvent);
        foreach (var (name, value) in payload.ToList())
        {
            payload.Remove(name);
            json[name] = value;
        }
        if (display.WantsJson)
            display.Show(json);
        log.Write(json);
    }
}

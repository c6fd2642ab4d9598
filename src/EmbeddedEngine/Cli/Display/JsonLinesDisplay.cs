using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Provisioner.EmbeddedEngine.Engine;
using Provisioner.EmbeddedEngine.Events;

namespace Provisioner.EmbeddedEngine.Cli.Display;

/// <summary><c>up --json</c> and the like: the events of the log, one a line.</summary>
internal sealed class JsonLinesDisplay(DisplayOptions options) : IOperationDisplay
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool WantsJson => true;

    public void Start()
    {
    }

    public void Show(EngineEvent engineEvent)
    {
    }

    public void Show(JsonObject engineEvent)
    {
        options.Line(engineEvent.ToJsonString(Json));
        options.Output.Flush();
    }

    public void Finish(OperationOutcome outcome)
    {
    }
}

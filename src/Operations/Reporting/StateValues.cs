using System.Text.Json;
using System.Text.Json.Nodes;
using Pulumi.Automation.Events;

namespace Provisioner.Operations.Reporting;

/// <summary>The values in an event's state, outputs first: after a step they hold what is live, and everything that inputs hold.</summary>
internal static class StateValues
{
    public static JsonNode?[] Of(StepEventStateMetadata? state) =>
        state is null ? [] : [JsonSerializer.SerializeToNode(state.Outputs), JsonSerializer.SerializeToNode(state.Inputs)];
}

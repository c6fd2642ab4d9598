using Provisioner.EmbeddedEngine.State;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>Marks outputs as secret: those that the program asks for, and those whose input of the same name is.</summary>
internal static class StateSecrets
{
    public static ResourceState Mark(ResourceState state, OperationEvents events)
    {
        var outputs = state.Outputs;
        foreach (var key in state.AdditionalSecretOutputs)
        {
            if (key == "id")
            {
                events.Warning(state.Urn, "The 'id' property cannot be made secret. See pulumi/pulumi#2717 for more details.");
            }
            else if (outputs.TryGetValue(key, out var value) && value is not SecretValue)
            {
                outputs = outputs.Set(key, new SecretValue(value));
            }
        }

        foreach (var (key, input) in state.Inputs)
        {
            if (input is SecretValue && outputs.TryGetValue(key, out var value) && value is not SecretValue)
            {
                outputs = outputs.Set(key, new SecretValue(value));
            }
        }

        return ReferenceEquals(outputs, state.Outputs) ? state : state with { Outputs = outputs };
    }
}

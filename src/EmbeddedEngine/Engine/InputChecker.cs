using System.Globalization;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.State;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>Lets a provider check inputs and fill in defaults, and says what it objects to.</summary>
internal sealed class InputChecker(OperationEvents events)
{
    /// <returns>Null when the provider objects.</returns>
    public async Task<PropertyMap?> CheckAsync(IResourceProvider provider, CheckRequest request, ResourceState state, CancellationToken cancellationToken)
    {
        try
        {
            var result = await provider.CheckAsync(request, cancellationToken).ConfigureAwait(false);
            foreach (var failure in result.Failures)
            {
                var where = string.IsNullOrEmpty(failure.Property) ? "" : $": property {failure.Property} value {Show(state.Inputs, failure.Property)}";
                events.Error(request.Urn, $"{state.Type} resource '{request.Name}'{where} has a problem: {failure.Reason}");
            }

            return result.Failures.Length == 0 ? result.Inputs : null;
        }
        catch (ProviderException e)
        {
            events.Error(request.Urn, e.Message);
            return null;
        }
    }

    /// <summary>A property as messages show it: in braces, secrets hidden, nested values cut.</summary>
    public static string Show(PropertyMap inputs, string key) => inputs.GetValueOrDefault(key) switch
    {
        null or NullValue => "{<nil>}",
        StringValue text => $"{{{text.Value}}}",
        NumberValue number => $"{{{number.Value.ToString(CultureInfo.InvariantCulture)}}}",
        BoolValue flag => flag.Value ? "{true}" : "{false}",
        SecretValue => "{[secret]}",
        _ => "{...}",
    };
}

using System.Text.Json.Nodes;
using Provisioner.Databricks;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.AzureNative;

/// <summary>What is special to one resource of Azure: its address, its body, its calls.</summary>
internal abstract class AzureResource(string token)
{
    public string Token { get; } = token;

    public AzureResourceSchema Schema { get; } = AzureNativeSchemas.Instance.Get(token);

    public abstract string ApiVersion { get; }

    /// <summary>The input that names the object, and is made up when it is left out.</summary>
    public abstract string NameProperty { get; }

    /// <summary>Inputs that are in the address, not in the body.</summary>
    public abstract IReadOnlyList<string> PathProperties { get; }

    public abstract string AutomaticName(string name, ReadOnlySpan<byte> seed);

    /// <summary>Resource id, with its leading slash.</summary>
    public abstract string Id(PropertyMap inputs, string subscriptionId);

    public abstract JsonObject Body(PropertyMap inputs);

    /// <summary>The inputs of the address, from an id: for imports.</summary>
    public abstract PropertyMap PathInputs(string id);

    /// <exception cref="AzureApiException">404 when it is not there.</exception>
    public abstract Task<JsonObject> GetAsync(AzureResourceManagerClient client, string id, CancellationToken cancellationToken);

    /// <summary>Creates or updates, and waits for the end.</summary>
    public abstract Task<JsonObject> PutAsync(AzureResourceManagerClient client, string id, JsonObject body, CancellationToken cancellationToken);

    public abstract Task DeleteAsync(AzureResourceManagerClient client, string id, CancellationToken cancellationToken);

    /// <summary>True when what is there is what would be created: then it is taken as it is.</summary>
    public virtual bool IsSame(JsonObject existing, JsonObject body) => false;
}

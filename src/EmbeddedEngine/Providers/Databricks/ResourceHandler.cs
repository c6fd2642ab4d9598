using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks;

/// <summary>
/// What is special to one resource: its calls. States are complete (every property of the schema is there, null when empty); a refusal of the
/// API leaves as <see cref="Provisioner.Databricks.DatabricksApiException"/> and gets its wording from <see cref="DatabricksProvider"/>.
/// </summary>
internal abstract class ResourceHandler(string token, string nativeName)
{
    public string Token { get; } = token;

    /// <summary>In messages: "cannot create job: …".</summary>
    public string NativeName { get; } = nativeName;

    public ObjectSchema Schema { get; } = DatabricksSchemas.Instance.Find(token) ?? throw new InvalidOperationException($"no schema of {token}");

    /// <summary>False for resources of the account, which name no workspace in their state.</summary>
    public virtual bool HasProviderConfig => Schema.Properties.ContainsKey("providerConfig");

    /// <summary>Returns the id.</summary>
    public abstract Task<string> CreateAsync(DatabricksContext context, PropertyMap planned, CancellationToken cancellationToken);

    /// <summary>The state as the platform has it; null when the object is not there.</summary>
    /// <param name="prior">The planned state after a creation or update, the old state on a refresh, the given properties on an import.</param>
    /// <param name="isNew">Created just now, or imported.</param>
    public abstract Task<PropertyMap?> ReadAsync(DatabricksContext context, string id, PropertyMap prior, bool isNew, CancellationToken cancellationToken);

    /// <summary>Returns the planned state, with what the call itself settled.</summary>
    public virtual Task<PropertyMap> UpdateAsync(DatabricksContext context, string id, PropertyMap prior, PropertyMap planned, CancellationToken cancellationToken) =>
        Task.FromResult(planned);

    public abstract Task DeleteAsync(DatabricksContext context, string id, PropertyMap state, CancellationToken cancellationToken);

    /// <summary>A value for an input that the environment gives when the program does not.</summary>
    public virtual PropertyValue? EnvironmentDefault(PropertySchema property, IReadOnlyDictionary<string, string?> environment) => null;

    /// <summary>Failures of the inputs that the schema's rules do not cover.</summary>
    public virtual IEnumerable<CheckFailure> Check(string name, PropertyMap inputs) => [];

    /// <summary>Refuses a plan, or alters it: differences to be suppressed take the old value.</summary>
    /// <param name="prior">Null for a creation.</param>
    public virtual PropertyMap AdjustPlan(PropertyMap? prior, PropertyMap planned) => planned;

    /// <summary>True when the change needs a replacement although no property alone says so.</summary>
    public virtual bool NeedsReplacement(PropertyMap prior, PropertyMap planned, ImmutableSortedDictionary<string, PropertyDiff> differences) => false;

    /// <summary>The part of a typed answer that the schema knows, as JSON.</summary>
    protected static JsonObject ToJson<T>(T answer) => JsonSerializer.SerializeToNode(answer, SnakeCase)!.AsObject();

    private static JsonSerializerOptions SnakeCase { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };
}

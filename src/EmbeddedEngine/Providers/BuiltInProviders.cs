using Provisioner.Databricks.Transport;
using Provisioner.EmbeddedEngine.Providers.AzureNative;
using Provisioner.EmbeddedEngine.Providers.Databricks;
using Provisioner.EmbeddedEngine.Providers.Databricks.Resources;

namespace Provisioner.EmbeddedEngine.Providers;

/// <summary>The providers that the engine brings along. One instance may serve a whole process: it only holds pooled connections.</summary>
public sealed class BuiltInProviders(TimeProvider time) : IProviderSource, IDisposable
{
    private static readonly Lazy<Dictionary<string, ResourceHandler>> DatabricksHandlers = new(() => new ResourceHandler[]
    {
        new DirectoryHandler(),
        new RepoHandler(),
        new GitCredentialHandler(),
        new PermissionsHandler(),
        new JobHandler(),
        new CatalogHandler(),
        new SchemaHandler(),
        new GrantHandler(),
        new GrantsHandler(),
        new MetastoreAssignmentHandler(),
        new MwsPermissionAssignmentHandler(),
        new PermissionAssignmentHandler(),
        new PipelineHandler(),
        new SqlTableHandler(),
    }.ToDictionary(handler => handler.Token, StringComparer.Ordinal));

    private readonly HandlerPool _pool = new();

    public BuiltInProviders()
        : this(TimeProvider.System)
    {
    }

    public IReadOnlyDictionary<string, string> Packages { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["azure-native"] = "3.28.0",
        ["databricks"] = "1.110.0",
    };

    public IResourceProvider? Create(string package, string version, IReadOnlyDictionary<string, string?> environment) => package switch
    {
        "databricks" => new DatabricksProvider(DatabricksHandlers.Value, environment, _pool, time),
        "azure-native" => new AzureNativeProvider(environment, _pool, time),
        _ => null,
    };

    public void Dispose() => _pool.Dispose();
}

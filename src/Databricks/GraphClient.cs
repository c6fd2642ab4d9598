using Provisioner.Databricks.AzureApis;
using Provisioner.Databricks.Transport;
using Refit;

namespace Provisioner.Databricks;

/// <summary>Microsoft Graph. Safe for concurrent use; owned by its <see cref="DatabricksClients"/>.</summary>
public sealed class GraphClient
{
    internal GraphClient(HttpClient http) => Directory = RestService.For<IGraphApi>(http, ApiSettings.Azure);

    public IGraphApi Directory { get; }
}

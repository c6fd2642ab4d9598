namespace Provisioner.Operations.Connections;

/// <summary>How the service proves to Azure who it is.</summary>
public enum AzureIdentityKind
{
    /// <summary>Azure is not used.</summary>
    None,

    /// <summary>Tenant, client and secret of an app registration.</summary>
    ServicePrincipal,

    /// <summary>The identity of the machine that the service runs on.</summary>
    ManagedIdentity,

    /// <summary>The federated identity of a Kubernetes workload.</summary>
    WorkloadIdentity,
}

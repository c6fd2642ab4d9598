namespace Provisioner.Databricks.Credentials;

/// <summary>An identity of Microsoft Entra. A closed set; secrets never appear in <c>ToString</c>.</summary>
public abstract record AzureCredential
{
    private protected AzureCredential()
    {
    }
}

public sealed record AzureServicePrincipal(string TenantId, string ClientId, string ClientSecret) : AzureCredential
{
    public override string ToString() => $"Azure service principal {ClientId}";
}

/// <param name="ClientId">Of a user-assigned identity; null for the system-assigned one.</param>
public sealed record AzureManagedIdentity(string? ClientId = null) : AzureCredential
{
    public override string ToString() => "Azure managed identity";
}

/// <summary>Federated identity of a Kubernetes workload. What is null is taken from the <c>AZURE_*</c> variables of the process.</summary>
public sealed record AzureWorkloadIdentity(string? TenantId = null, string? ClientId = null, string? TokenFile = null) : AzureCredential
{
    public override string ToString() => "Azure workload identity";
}

/// <summary>A ready bearer token for every Azure API.</summary>
public sealed record AzureToken(string Token) : AzureCredential
{
    public override string ToString() => "token";
}

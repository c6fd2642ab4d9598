using System.Net.Http.Headers;

namespace Provisioner.Databricks.Credentials;

/// <summary>Adds the bearer token to each request (inside the retries: a token that ended meanwhile is renewed).</summary>
internal sealed class BearerHandler(IAccessTokenSource tokens, IAccessTokenSource? management, string? azureResourceId) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetTokenAsync(cancellationToken));
        // A principal that is not in the workspace yet gets in by its rights on the Azure resource.
        if (management is not null && azureResourceId is not null)
        {
            request.Headers.Remove("X-Databricks-Azure-SP-Management-Token");
            request.Headers.Remove("X-Databricks-Azure-Workspace-Resource-Id");
            request.Headers.Add("X-Databricks-Azure-SP-Management-Token", await management.GetTokenAsync(cancellationToken));
            request.Headers.Add("X-Databricks-Azure-Workspace-Resource-Id", azureResourceId);
        }

        return await base.SendAsync(request, cancellationToken);
    }
}

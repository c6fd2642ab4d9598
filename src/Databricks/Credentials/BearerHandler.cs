using System.Net;
using System.Net.Http.Headers;

namespace Provisioner.Databricks.Credentials;

/// <summary>
/// Adds the bearer token to each request (inside the retries: a token that ended meanwhile is renewed). One that was withdrawn before its time is
/// replaced, and the request, which nobody took, sent once more.
/// </summary>
internal sealed class BearerHandler(IAccessTokenSource tokens, IAccessTokenSource? management, string? azureResourceId) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await AuthorizeAsync(request, cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized || !tokens.Forget(token))
            return response;
        response.Dispose();
        await AuthorizeAsync(request, cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }

    private async Task<string> AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await tokens.GetTokenAsync(cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        // A principal that is not in the workspace yet gets in by its rights on the Azure resource.
        if (management is not null && azureResourceId is not null)
        {
            request.Headers.Remove("X-Databricks-Azure-SP-Management-Token");
            request.Headers.Remove("X-Databricks-Azure-Workspace-Resource-Id");
            request.Headers.Add("X-Databricks-Azure-SP-Management-Token", await management.GetTokenAsync(cancellationToken));
            request.Headers.Add("X-Databricks-Azure-Workspace-Resource-Id", azureResourceId);
        }

        return token;
    }
}

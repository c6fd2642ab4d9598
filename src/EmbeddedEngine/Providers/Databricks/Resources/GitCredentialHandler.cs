using System.Globalization;
using Provisioner.Databricks;
using Provisioner.Databricks.WorkspaceApis;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Resources;

/// <summary>The caller's git credential; with <c>force</c> an existing one is taken over and its content replaced.</summary>
internal sealed class GitCredentialHandler() : ResourceHandler("databricks:index/gitCredential:GitCredential", "git credential")
{
    private static readonly string[] TokenVariables = ["GITHUB_TOKEN", "GITLAB_TOKEN", "AZDO_PERSONAL_ACCESS_TOKEN"];

    public override async Task<string> CreateAsync(DatabricksContext context, PropertyMap planned, CancellationToken cancellationToken)
    {
        var request = Request(planned);
        long id;
        try
        {
            id = (await context.Workspace.GitCredentials.CreateAsync(request, cancellationToken)).CredentialId;
        }
        catch (DatabricksApiException refused) when (planned.Flag("force") && IsTaken(refused))
        {
            var existing = (await context.Workspace.GitCredentials.ListAsync(request.PrincipalId, cancellationToken)).Credentials;
            if (existing.Count != 1)
                throw new ProviderException($"list of credentials is either empty or have more than one entry ({existing.Count})", refused);
            id = existing[0].CredentialId;
            await context.Workspace.GitCredentials.UpdateAsync(Id(id), request, cancellationToken);
        }

        return Id(id);
    }

    public override async Task<PropertyMap?> ReadAsync(DatabricksContext context, string id, PropertyMap prior, bool isNew, CancellationToken cancellationToken)
    {
        var credential = await context.Workspace.GitCredentials.GetAsync(id, PrincipalId(prior), cancellationToken);
        var state = ApiState.Merge(Schema, prior, [], isNew, _ => false).Set("gitProvider", credential.GitProvider);
        return credential.GitUsername is { } name ? state.Set("gitUsername", name) : state;
    }

    public override async Task<PropertyMap> UpdateAsync(DatabricksContext context, string id, PropertyMap prior, PropertyMap planned, CancellationToken cancellationToken)
    {
        var request = Request(planned);
        // What is left out stays as it is: that it is no longer the default has to be said.
        if (prior.Flag("isDefaultForProvider") && request.IsDefaultForProvider is null)
            request = request with { IsDefaultForProvider = false };
        await context.Workspace.GitCredentials.UpdateAsync(id, request, cancellationToken);
        return planned;
    }

    public override Task DeleteAsync(DatabricksContext context, string id, PropertyMap state, CancellationToken cancellationToken) =>
        context.Workspace.GitCredentials.DeleteAsync(id, PrincipalId(state), cancellationToken);

    public override PropertyValue? EnvironmentDefault(PropertySchema property, IReadOnlyDictionary<string, string?> environment) =>
        property.Name == "personalAccessToken" && TokenVariables.Select(environment.GetValueOrDefault).FirstOrDefault(value => !string.IsNullOrEmpty(value)) is { } token
            ? (PropertyValue)token
            : null;

    private static bool IsTaken(DatabricksApiException refused) =>
        refused.IsAlreadyExists || refused.Status == System.Net.HttpStatusCode.Conflict
        || (refused.Message.Contains("Only one Git credential is supported ", StringComparison.Ordinal) && refused.Message.Contains(" at this time", StringComparison.Ordinal));

    private static GitCredentialRequest Request(PropertyMap planned) => new()
    {
        GitProvider = planned.Text("gitProvider"),
        GitUsername = Optional(planned, "gitUsername"),
        GitEmail = Optional(planned, "gitEmail"),
        PersonalAccessToken = Optional(planned, "personalAccessToken"),
        Name = Optional(planned, "name"),
        IsDefaultForProvider = planned.Flag("isDefaultForProvider") ? true : null,
        PrincipalId = PrincipalId(planned),
    };

    private static string? Optional(PropertyMap planned, string key) => planned.Text(key) is { Length: > 0 } text ? text : null;

    private static long? PrincipalId(PropertyMap state) => state.Number("principalId") is var id and not 0 ? (long)id : null;

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}

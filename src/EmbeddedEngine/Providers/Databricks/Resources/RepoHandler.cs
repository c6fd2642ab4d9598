using Provisioner.Databricks.WorkspaceApis;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Resources;

/// <summary>A git folder; its id is the number that Databricks gives it.</summary>
internal sealed class RepoHandler() : ResourceHandler("databricks:index/repo:Repo", "repo")
{
    public override async Task<string> CreateAsync(DatabricksContext context, PropertyMap planned, CancellationToken cancellationToken)
    {
        var (url, path) = (planned.Text("url"), planned.Text("path"));
        var provider = planned.Text("gitProvider") is { Length: > 0 } given ? given : GitProviders.FromUrl(url);
        if (provider is null)
            throw new ProviderException("git_provider isn't specified and we can't detect provider from URL");
        if (path.Length > 0)
            await context.Workspace.Objects.MakeDirectoriesAsync(new MakeDirectoriesRequest(Parent(path)), cancellationToken);
        var repo = await context.Workspace.Repos.CreateAsync(
            new CreateRepoRequest(url, provider, path.Length > 0 ? path : null, Sparse(planned)) { GitCredentialId = CredentialId(planned) }, cancellationToken);
        var id = repo.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var (branch, tag) = (planned.Text("branch"), planned.Text("tag"));
        if (tag.Length > 0)
            await context.Workspace.Repos.UpdateAsync(id, new UpdateRepoRequest(Tag: tag) { GitCredentialId = CredentialId(planned) }, cancellationToken);
        else if (branch.Length > 0 && branch != repo.Branch)
            await context.Workspace.Repos.UpdateAsync(id, new UpdateRepoRequest(Branch: branch) { GitCredentialId = CredentialId(planned) }, cancellationToken);
        return id;
    }

    public override async Task<PropertyMap?> ReadAsync(DatabricksContext context, string id, PropertyMap prior, bool isNew, CancellationToken cancellationToken)
    {
        var repo = await context.Workspace.Repos.GetAsync(id, cancellationToken);
        return ApiState.Merge(Schema, prior, ToJson(repo), isNew, property => property.Name is not ("tag" or "gitCredentialId" or "workspacePath" or "providerConfig"))
            .Set("workspacePath", "/Workspace" + repo.Path);
    }

    public override async Task<PropertyMap> UpdateAsync(DatabricksContext context, string id, PropertyMap prior, PropertyMap planned, CancellationToken cancellationToken)
    {
        var (branch, tag) = (planned.Text("branch"), planned.Text("tag"));
        var (tagChanged, branchChanged) = (tag != prior.Text("tag"), branch != prior.Text("branch"));
        var change = tagChanged ? new UpdateRepoRequest(Tag: tag)
            : branch.Length > 0 ? new UpdateRepoRequest(Branch: branch)
            : tag.Length > 0 ? new UpdateRepoRequest(Tag: tag) : new UpdateRepoRequest();
        await context.Workspace.Repos.UpdateAsync(id, change with { SparseCheckout = Sparse(planned), GitCredentialId = CredentialId(planned) }, cancellationToken);
        // A branch is checked out or a tag, never both.
        return tagChanged ? planned.Set("branch", "") : branchChanged ? planned.Set("tag", "") : planned;
    }

    public override Task DeleteAsync(DatabricksContext context, string id, PropertyMap state, CancellationToken cancellationToken) =>
        context.Workspace.Repos.DeleteAsync(id, cancellationToken);

    public override IEnumerable<CheckFailure> Check(string name, PropertyMap inputs)
    {
        var path = inputs.Text("path").TrimEnd('/');
        if (path.StartsWith("/Repos/", StringComparison.Ordinal) && path.Split('/').Length != 4)
            yield return new CheckFailure(null, $"should have 3 components (/Repos/<directory>/<repo>), got {path.Split('/').Length - 1}. Examine values at '{name}.path'.");
        if (inputs.Get("url") is StringValue { Value: var url } && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Host.Length > 0))
            yield return new CheckFailure(null, $"expected \"url\" to have a url with schema of: \"https,http\", got {url}. Examine values at '{name}.url'.");
        foreach (var key in new[] { "branch", "tag" })
        {
            if (inputs.Get(key) is StringValue { Value: var text } && string.IsNullOrWhiteSpace(text))
                yield return new CheckFailure(null, $"expected \"{key}\" to not be an empty string or whitespace. Examine values at '{name}.{key}'.");
        }
    }

    private static SparseCheckout? Sparse(PropertyMap planned) =>
        planned.Object("sparseCheckout") is { } sparse ? new SparseCheckout([.. sparse.Texts("patterns")]) : null;

    private static long? CredentialId(PropertyMap planned) => planned.Number("gitCredentialId") is var id and not 0 ? (long)id : null;

    private static string Parent(string path)
    {
        var trimmed = path.TrimEnd('/');
        var at = trimmed.LastIndexOf('/');
        return at > 0 ? trimmed[..at] : at == 0 ? "/" : ".";
    }
}

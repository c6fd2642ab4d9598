using Provisioner.Databricks;
using Provisioner.Databricks.AccountApis;
using Provisioner.Databricks.AzureApis;
using Provisioner.Databricks.WorkspaceApis;
using Provisioner.Descriptors.Subjects;
using Provisioner.Facts.Identities;

namespace Provisioner.ReverseReader.Identities;

/// <summary>Maps the subjects of descriptors and access lists to what Databricks and Azure call them. Nothing is ever made up.</summary>
internal sealed class IdentityReader(DatabricksClients clients, ReaderSettings settings)
{
    /// <summary>One look-up for each distinct subject, side by side.</summary>
    /// <param name="workspaceHost">Asked instead of the account when there is none; null: the workspace is not there yet.</param>
    /// <param name="withAzure">Also the object ids in Microsoft Entra, which role assignments need.</param>
    /// <param name="memory">Whoever is in it is not looked up again.</param>
    /// <returns>A principal for each subject; the problems name every subject that has none or several.</returns>
    public async Task<(IReadOnlyDictionary<Subject, Principal> Principals, IReadOnlyList<string> Problems)> MapAsync(
        IEnumerable<Subject> subjects, string? workspaceHost, bool withAzure, IdentityMemory memory, CancellationToken cancellationToken)
    {
        var distinct = subjects.Distinct().ToList();
        var mapped = await Task.WhenAll(distinct.Select(subject =>
            memory.OnceAsync((subject, DirectoryHost(workspaceHost), withAzure), () => MapAsync(subject, workspaceHost, withAzure, cancellationToken))));
        return (
            distinct.Zip(mapped).Where(pair => pair.Second.Value is not null).ToDictionary(pair => pair.First, pair => pair.Second.Value!),
            [.. mapped.SelectMany(reading => reading.Problems)]);
    }

    /// <summary>The service principal with exactly that display name.</summary>
    public Task<Reading<Principal>> RunAsAsync(string displayName, string? workspaceHost, IdentityMemory memory, CancellationToken cancellationToken) =>
        memory.OnceAsync((displayName, DirectoryHost(workspaceHost)), () => RunAsAsync(displayName, workspaceHost, cancellationToken));

    /// <inheritdoc cref="RunAsAsync(string, string?, IdentityMemory, CancellationToken)"/>
    public async Task<Reading<Principal>> RunAsAsync(string displayName, string? workspaceHost, CancellationToken cancellationToken)
    {
        var filter = ScimFilter.Equal("displayName", displayName);
        var found = await ToListAsync(
            Directory(workspaceHost) is { } workspace
                ? workspace.Scim.ListAllServicePrincipalsAsync(filter, null, cancellationToken)
                : clients.Account.Scim.ListAllServicePrincipalsAsync(clients.Account.AccountId, filter, null, cancellationToken),
            cancellationToken);
        found.RemoveAll(one => one.DisplayName != displayName);
        return found switch
        {
            [var one] => Reading<Principal>.Of(new Principal { Kind = PrincipalKind.ServicePrincipal, Name = one.ApplicationId, AccountId = one.Id }),
            [] => Reading<Principal>.Failed($"runAsPrincipalName: no service principal has the display name '{displayName}'."),
            _ => Reading<Principal>.Failed(
                $"runAsPrincipalName: {found.Count} service principals have the display name '{displayName}' ({string.Join(", ", found.Select(one => one.ApplicationId))}); it must be one."),
        };
    }

    private async Task<Reading<Principal>> MapAsync(Subject subject, string? workspaceHost, bool withAzure, CancellationToken cancellationToken)
    {
        // Both directories at once: they are asked about the same subject and do not depend on each other.
        var databricks = subject switch
        {
            UserSubject user => UserAsync(user, workspaceHost, cancellationToken),
            GroupSubject group => GroupAsync(group, workspaceHost, cancellationToken),
            _ => throw new InvalidOperationException($"no such kind of subject: {subject.GetType().Name}"),
        };
        var azure = !withAzure ? Task.FromResult<(string?, string?)>((null, null)) : subject switch
        {
            UserSubject user => AzureUserAsync(user, cancellationToken),
            GroupSubject group => AzureGroupAsync(group, cancellationToken),
            _ => throw new InvalidOperationException($"no such kind of subject: {subject.GetType().Name}"),
        };
        await Task.WhenAll(databricks, azure);
        var principal = await databricks;
        var (objectId, problem) = await azure;
        return problem is not null
            ? Reading<Principal>.Failed([.. principal.Problems, problem])
            : principal.Value is { } value ? Reading<Principal>.Of(value with { AzureObjectId = objectId }) : principal;
    }

    private async Task<Reading<Principal>> UserAsync(UserSubject subject, string? workspaceHost, CancellationToken cancellationToken)
    {
        var filter = ScimFilter.Equal("userName", subject.UserName);
        var found = await ToListAsync(
            Directory(workspaceHost) is { } workspace
                ? workspace.Scim.ListAllUsersAsync(filter, null, cancellationToken)
                : clients.Account.Scim.ListAllUsersAsync(clients.Account.AccountId, filter, null, cancellationToken),
            cancellationToken);
        found.RemoveAll(user => !Same(user.UserName, subject.UserName));
        return found switch
        {
            [var user] => Reading<Principal>.Of(new Principal { Kind = PrincipalKind.User, Name = user.UserName, AccountId = user.Id }),
            [] => Reading<Principal>.Failed($"'{subject}': no Databricks user '{subject.UserName}' exists."),
            _ => Reading<Principal>.Failed($"'{subject}': {found.Count} Databricks users '{subject.UserName}' exist; it must be one."),
        };
    }

    private async Task<Reading<Principal>> GroupAsync(GroupSubject subject, string? workspaceHost, CancellationToken cancellationToken)
    {
        var filter = ScimFilter.Equal("displayName", subject.DisplayName);
        var found = await ToListAsync(
            Directory(workspaceHost) is { } workspace
                ? workspace.Scim.ListAllGroupsAsync(filter, "id,displayName", cancellationToken)
                : clients.Account.Scim.ListAllGroupsAsync(clients.Account.AccountId, filter, "id,displayName", cancellationToken),
            cancellationToken);
        found.RemoveAll(group => !Same(group.DisplayName, subject.DisplayName));
        return found switch
        {
            [var group] => Reading<Principal>.Of(new Principal { Kind = PrincipalKind.Group, Name = group.DisplayName, AccountId = group.Id }),
            [] => Reading<Principal>.Failed($"'{subject}': no Databricks group '{subject.DisplayName}' exists."),
            _ => Reading<Principal>.Failed(
                $"'{subject}': {found.Count} Databricks groups match '{subject.DisplayName}' ({string.Join(", ", found.Select(group => $"'{group.DisplayName}'"))}); it must be one."),
        };
    }

    private async Task<(string? ObjectId, string? Problem)> AzureUserAsync(UserSubject subject, CancellationToken cancellationToken)
    {
        var found = await ToListAsync(clients.Graph.Directory.ListAllUsersAsync(GraphFilter.Equal("userPrincipalName", subject.UserName), cancellationToken), cancellationToken);
        if (found.Count == 0)
            found = await ToListAsync(clients.Graph.Directory.ListAllUsersAsync(GraphFilter.Equal("mail", subject.UserName), cancellationToken), cancellationToken);
        return One(found.ConvertAll(user => user.Id), subject, $"user '{subject.UserName}'");
    }

    private async Task<(string? ObjectId, string? Problem)> AzureGroupAsync(GroupSubject subject, CancellationToken cancellationToken)
    {
        var found = await ToListAsync(clients.Graph.Directory.ListAllGroupsAsync(GraphFilter.Equal("displayName", subject.DisplayName), cancellationToken), cancellationToken);
        found.RemoveAll(group => !Same(group.DisplayName, subject.DisplayName));
        return One(found.ConvertAll(group => group.Id), subject, $"group '{subject.DisplayName}'");
    }

    private static (string? ObjectId, string? Problem) One(List<string> ids, Subject subject, string what) => ids switch
    {
        [var id] => (id, null),
        [] => (null, $"'{subject}': no Microsoft Entra {what} exists."),
        _ => (null, $"'{subject}': {ids.Count} Microsoft Entra objects match the {what} ({string.Join(", ", ids)}); it must be one."),
    };

    private WorkspaceClient? Directory(string? workspaceHost) => DirectoryHost(workspaceHost) is { } host ? clients.ForWorkspace(host) : null;

    /// <summary>The workspace that is asked; null: the account.</summary>
    private string? DirectoryHost(string? workspaceHost) => settings.HasAccount ? null : workspaceHost;

    private static bool Same(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> items, CancellationToken cancellationToken)
    {
        var list = new List<T>();
        await foreach (var item in items.WithCancellation(cancellationToken))
            list.Add(item);
        return list;
    }
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Provisioner.Databricks;
using Provisioner.Databricks.WorkspaceApis;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks;

/// <summary>The functions (data sources) of the Databricks package that programs ask before they declare: who they are, what is there.</summary>
internal static class DatabricksFunctions
{
    private static readonly FrozenDictionary<string, Func<DatabricksContext, PropertyMap, CancellationToken, Task<PropertyMap>>> Known =
        new Dictionary<string, Func<DatabricksContext, PropertyMap, CancellationToken, Task<PropertyMap>>>(StringComparer.Ordinal)
        {
            [Token("getCurrentUser")] = CurrentUserAsync,
            [Token("getUser")] = UserAsync,
            [Token("getDirectory")] = DirectoryAsync,
            [Token("getJobs")] = JobsAsync,
            [Token("getCatalogs")] = CatalogsAsync,
            [Token("getSchemas")] = SchemasAsync,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Tokens => Known.Keys.Order(StringComparer.Ordinal);

    public static Func<DatabricksContext, PropertyMap, CancellationToken, Task<PropertyMap>>? Find(string token) => Known.GetValueOrDefault(token);

    private static string Token(string name) => $"databricks:index/{name}:{name}";

    private static async Task<PropertyMap> CurrentUserAsync(DatabricksContext context, PropertyMap arguments, CancellationToken cancellationToken)
    {
        var me = await context.Workspace.Scim.GetMeAsync(cancellationToken: cancellationToken);
        return Person(me, Guid.TryParse(me.UserName, out _) ? "servicePrincipals" : "users", arguments).Set("workspaceUrl", context.Address.TrimEnd('/'));
    }

    private static async Task<PropertyMap> UserAsync(DatabricksContext context, PropertyMap arguments, CancellationToken cancellationToken)
    {
        var (name, id) = (Text(arguments, "userName"), Text(arguments, "userId"));
        if ((name.Length > 0) == (id.Length > 0))
            throw new ProviderException("\"user_name\": one of `user_id,user_name` must be specified");
        var filter = name.Length > 0 ? ScimFilter.Equal("userName", name) : ScimFilter.Equal("id", id);
        var users = await context.Workspace.Scim.ListUsersAsync(filter, cancellationToken: cancellationToken);
        var user = users.Resources.FirstOrDefault() ?? throw new ProviderException($"cannot find user {(name.Length > 0 ? name : id)}");
        return Person(user, "users", arguments).Set("userId", id.Length > 0 ? id : PropertyValue.Null).Set("displayName", user.DisplayName ?? "")
            .Set("applicationId", "").Set("active", user.Active ?? false);
    }

    private static async Task<PropertyMap> DirectoryAsync(DatabricksContext context, PropertyMap arguments, CancellationToken cancellationToken)
    {
        var path = Text(arguments, "path");
        var found = await context.Workspace.Objects.GetStatusAsync(path, cancellationToken);
        if (found.ObjectType != "DIRECTORY")
            throw new ProviderException($"'{path}' isn't a directory");
        return Answer(arguments, found.Path).Set("path", path).Set("objectId", found.ObjectId).Set("workspacePath", "/Workspace" + found.Path);
    }

    private static async Task<PropertyMap> JobsAsync(DatabricksContext context, PropertyMap arguments, CancellationToken cancellationToken)
    {
        var (part, key) = (Text(arguments, "jobNameContains"), Text(arguments, "key") is { Length: > 0 } given ? given : "name");
        var byName = string.Equals(key, "name", StringComparison.OrdinalIgnoreCase);
        if (!byName && !string.Equals(key, "id", StringComparison.OrdinalIgnoreCase))
            throw new ProviderException($"unsupported key {key.ToLowerInvariant()}, must be one of name or id");
        var ids = PropertyMap.Empty;
        await foreach (var job in context.Workspace.Jobs.ListAllAsync(cancellationToken: cancellationToken))
        {
            var name = (string?)job.Settings["name"] ?? "";
            if (!name.Contains(part, StringComparison.OrdinalIgnoreCase))
                continue;
            var id = job.JobId.ToString(CultureInfo.InvariantCulture);
            var at = byName ? name : id;
            if (ids.ContainsKey(at))
                throw new ProviderException($"duplicate job {key.ToLowerInvariant()} detected: {at}");
            ids = ids.Set(at, id);
        }

        return Answer(arguments, "_").Set("ids", ids).Set("key", key).Set("jobNameContains", part.Length > 0 ? part : PropertyValue.Null);
    }

    private static async Task<PropertyMap> CatalogsAsync(DatabricksContext context, PropertyMap arguments, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await foreach (var catalog in context.Workspace.Catalogs.ListAllAsync(cancellationToken))
            names.Add(catalog.Name);
        return Answer(arguments, "_").Set("ids", Sorted(names));
    }

    private static async Task<PropertyMap> SchemasAsync(DatabricksContext context, PropertyMap arguments, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await foreach (var schema in context.Workspace.Schemas.ListAllAsync(Text(arguments, "catalogName"), cancellationToken))
            names.Add(schema.FullName ?? $"{Text(arguments, "catalogName")}.{schema.Name}");
        return Answer(arguments, "_").Set("catalogName", Text(arguments, "catalogName")).Set("ids", Sorted(names));
    }

    private static PropertyMap Person(ScimUser user, string kind, PropertyMap arguments) => Answer(arguments, user.Id)
        .Set("userName", user.UserName)
        .Set("home", $"/Users/{user.UserName}")
        .Set("repos", $"/Repos/{user.UserName}")
        .Set("aclPrincipalId", $"{kind}/{user.UserName}")
        .Set("externalId", user.ExternalId ?? "")
        .Set("alphanumeric", string.Concat(user.UserName.Split('@')[0].Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '_')));

    private static PropertyMap Answer(PropertyMap arguments, string id) =>
        PropertyMap.Empty.Set("id", id).Set("providerConfig", arguments.GetValueOrDefault("providerConfig", PropertyValue.Null));

    // A set has no order of its own: one that does not change between two runs.
    private static ArrayValue Sorted(IEnumerable<string> names) => new([.. names.Order(StringComparer.Ordinal).Select(name => (PropertyValue)name).ToImmutableArray()]);

    private static string Text(PropertyMap arguments, string name) => arguments.GetValueOrDefault(name) is StringValue { Value: var text } ? text : "";
}

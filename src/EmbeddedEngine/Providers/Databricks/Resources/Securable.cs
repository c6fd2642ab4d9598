using Provisioner.Databricks.WorkspaceApis;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Resources;

/// <summary>What privileges are granted on.</summary>
/// <param name="Property">The property that names it.</param>
/// <param name="Field">First part of the resource's id.</param>
/// <param name="Type">Type in paths of the API.</param>
internal sealed record Securable(string Property, string Field, string Type)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    public static IReadOnlyList<Securable> All { get; } =
    [
        new("catalog", "catalog", "catalog"),
        new("credential", "credential", "credential"),
        new("foreignConnection", "foreign_connection", "connection"),
        new("externalLocation", "external_location", "external_location"),
        new("function", "function", "function"),
        new("mcpService", "mcp_service", "mcp_service"),
        new("metastore", "metastore", "metastore"),
        new("model", "model", "function"),
        new("modelProviderService", "model_provider_service", "model_provider_service"),
        new("modelService", "model_service", "model_service"),
        new("pipeline", "pipeline", "pipeline"),
        new("recipient", "recipient", "recipient"),
        new("schema", "schema", "schema"),
        new("share", "share", "share"),
        new("storageCredential", "storage_credential", "storage_credential"),
        new("table", "table", "table"),
        new("volume", "volume", "volume"),
    ];

    public static (Securable Securable, string Name) FromState(PropertyMap state)
    {
        foreach (var securable in All)
        {
            if (state.Text(securable.Property) is { Length: > 0 } name)
                return (securable.Supported(), name);
        }

        throw new ProviderException($"one of `{string.Join(",", All.Select(item => item.Field).Order(StringComparer.Ordinal))}` must be specified");
    }

    public static Securable FromField(string field) =>
        (All.FirstOrDefault(item => item.Field == field) ?? throw new ProviderException($"securable type {field} is not known")).Supported();

    public static IEnumerable<CheckFailure> Check(string name, PropertyMap inputs, bool areExclusive)
    {
        var named = All.Where(item => inputs.ContainsKey(item.Property)).ToList();
        var all = string.Join(",", All.Select(item => item.Field).Order(StringComparer.Ordinal));
        if (named.Count == 0)
            yield return new CheckFailure(null, $"Missing required argument. \"catalog\": one of `{all}` must be specified. Examine values at '{name}.catalog'.");
        foreach (var item in named.Where(_ => areExclusive && named.Count > 1))
            yield return new CheckFailure(null, $"Conflicting configuration arguments. \"{item.Field}\": conflicts with {named.First(other => other != item).Field}. Examine values at '{name}.{item.Property}'.");
    }

    public async Task<List<PrivilegeAssignment>> GetAsync(DatabricksContext context, string name, CancellationToken cancellationToken)
    {
        var found = new List<PrivilegeAssignment>();
        await foreach (var assignment in context.Workspace.Grants.GetAllAsync(Type, name, cancellationToken: cancellationToken))
            found.Add(assignment);
        return found;
    }

    /// <summary>Makes the live privileges those that are wanted, and waits until they show.</summary>
    /// <param name="principal">Only this one's privileges are ours; null: the whole list is.</param>
    public async Task ReplaceAsync(
        DatabricksContext context, string name, IReadOnlyList<PrivilegeAssignment> wanted, string? principal, CancellationToken cancellationToken)
    {
        var changes = Changes(await GetAsync(context, name, cancellationToken), wanted, principal);
        if (changes.Count == 0)
            return;
        await context.Workspace.Grants.UpdateAsync(Type, name, new PrivilegeChanges(changes), cancellationToken);
        var end = context.Time.GetUtcNow() + LongestWait;
        var pause = TimeSpan.FromMilliseconds(500);
        while (Changes(await GetAsync(context, name, cancellationToken), wanted, principal).Count > 0)
        {
            if (context.Time.GetUtcNow() > end)
                throw new ProviderException($"permissions for {Type}-{name} did not become {string.Join(", ", wanted.Select(item => $"{item.Principal}: {string.Join(' ', item.Privileges)}"))}");
            await Task.Delay(pause, context.Time, cancellationToken);
            pause = pause < TimeSpan.FromSeconds(10) ? pause * 2 : pause;
        }
    }

    public static IReadOnlyList<string> Normalise(IEnumerable<string> privileges) => [.. privileges.Select(SetOrder.NormalisePrivilege).Distinct(StringComparer.Ordinal)];

    private static List<PrivilegeChange> Changes(List<PrivilegeAssignment> live, IReadOnlyList<PrivilegeAssignment> wanted, string? principal)
    {
        var changes = new List<PrivilegeChange>();
        foreach (var name in live.Concat(wanted).Select(item => item.Principal).Where(name => principal is null || name == principal).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var has = Of(live, name);
            var wants = Of(wanted, name);
            var (add, remove) = (SetOrder.SortNames(wants.Except(has, StringComparer.Ordinal)), SetOrder.SortNames(has.Except(wants, StringComparer.Ordinal)));
            if (add.Count > 0 || remove.Count > 0)
                changes.Add(new PrivilegeChange { Principal = name, Add = add.Count > 0 ? add : null, Remove = remove.Count > 0 ? remove : null });
        }

        return changes;
    }

    private static IReadOnlyList<string> Of(IEnumerable<PrivilegeAssignment> assignments, string principal) =>
        Normalise(assignments.Where(item => item.Principal == principal).SelectMany(item => item.Privileges));

    private Securable Supported() => Type == "share" ? throw new ProviderException("privileges on a share are not supported by the embedded provider") : this;
}

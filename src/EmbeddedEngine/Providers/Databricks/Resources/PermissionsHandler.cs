using Provisioner.Databricks;
using Provisioner.Databricks.WorkspaceApis;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Resources;

/// <summary>
/// The whole direct access list of an object; its id is <c>/type/id</c>. The caller stays owner (or manager) without being listed; deletion
/// leaves the administrators and the creator.
/// </summary>
internal sealed class PermissionsHandler() : ResourceHandler("databricks:index/permissions:Permissions", "permissions")
{
    public override async Task<string> CreateAsync(DatabricksContext context, PropertyMap planned, CancellationToken cancellationToken)
    {
        var (target, value) = FromState(planned) ?? throw new ProviderException(
            $"at least one type of resource identifier must be set; allowed fields: {string.Join(", ", PermissionsObject.All.Select(item => item.NativeProperty).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}");
        if (target.ByPath)
            value = (await context.Workspace.Objects.GetStatusAsync(value, cancellationToken)).ObjectId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var id = $"/{target.RequestType}/{value}";
        await SetAsync(context, id, target, planned, cancellationToken);
        return id;
    }

    public override async Task<PropertyMap?> ReadAsync(DatabricksContext context, string id, PropertyMap prior, bool isNew, CancellationToken cancellationToken)
    {
        var target = FromId(id);
        var me = await context.GetCurrentUserAsync(cancellationToken);
        var found = await context.Workspace.Permissions.GetAsync(target.RequestType, ObjectId(id), cancellationToken);
        if (found.ObjectType is { } type && type != target.Type && !(type == "dbsql-dashboard" && target.Type == "dashboard"))
            throw new ProviderException($"expected object type {target.Type}, got {type}");
        var entries = Entries(found, me, target, prior).ToList();
        if (entries.Count == 0)
            return null;
        var state = ApiState.Merge(Schema, prior, [], isNew, _ => false)
            .Set("accessControls", PropertyValues.List(SetOrder.SortState(entries)))
            .Set("objectType", target.Type);
        var isByPath = PermissionsObject.All.Any(item => item.RequestType == target.RequestType && item.ByPath && prior.Text(item.Property).Length > 0);
        return isByPath || prior.Text(target.Property).Length > 0 ? state : state.Set(target.Property, ObjectId(id));
    }

    public override async Task<PropertyMap> UpdateAsync(DatabricksContext context, string id, PropertyMap prior, PropertyMap planned, CancellationToken cancellationToken)
    {
        await SetAsync(context, id, FromId(id), planned, cancellationToken);
        return planned;
    }

    public override async Task DeleteAsync(DatabricksContext context, string id, PropertyMap state, CancellationToken cancellationToken)
    {
        var target = FromId(id);
        // Owners of pipelines cannot be set back without changing who runs them.
        if (target.Type == "pipelines")
            return;
        var found = await context.Workspace.Permissions.GetAsync(target.RequestType, ObjectId(id), cancellationToken);
        var entries = found.AccessControlList.Where(entry => entry.GroupName == "admins")
            .SelectMany(entry => entry.AllPermissions.Where(permission => !permission.Inherited).Take(1)
                .Select(permission => new AccessControlChange { GroupName = "admins", PermissionLevel = permission.PermissionLevel }))
            .ToList();
        if (target.KeepsCaller)
            AddCaller(entries, await context.GetCurrentUserAsync(cancellationToken));
        string? owner = null;
        if (target.HasOwner)
        {
            owner = await CreatorAsync(context, target, ObjectId(id), cancellationToken);
            if (owner is null)
                return;
        }

        await PutAsync(context, id, target, entries, owner, cancellationToken);
    }

    public override PropertyMap AdjustPlan(PropertyMap? prior, PropertyMap planned)
    {
        if (FromState(planned) is not var (target, _))
            return planned;
        foreach (var level in planned.Items("accessControls").OfType<ObjectValue>().Select(entry => entry.Properties.Text("permissionLevel")))
        {
            if (level.Length > 0 && !target.AllLevels.Contains(level, StringComparer.Ordinal))
            {
                throw new ProviderException(
                    $"permission_level {level} is not supported with {target.NativeProperty} objects; allowed levels: {string.Join(", ", target.AllLevels)}");
            }
        }

        return planned;
    }

    public override IEnumerable<CheckFailure> Check(string name, PropertyMap inputs)
    {
        var named = PermissionsObject.All.Select(item => item.Property).Distinct(StringComparer.Ordinal).Where(inputs.ContainsKey).ToList();
        foreach (var property in named.Where(_ => named.Count > 1))
        {
            var other = named.First(item => item != property);
            yield return new CheckFailure(
                null, $"Conflicting configuration arguments. \"{Names.ToSnakeCase(property)}\": conflicts with {Names.ToSnakeCase(other)}. Examine values at '{name}.{property}'.");
        }

        if (inputs.Get("accessControls") is ArrayValue { Items.IsEmpty: true })
            yield return new CheckFailure(null, $"Not enough list items. Attribute access_control requires 1 item minimum, but config has only 0 declared.. Examine values at '{name}.accessControls'.");
    }

    /// <summary>Who made a job or a warehouse; null when it is gone.</summary>
    private static async Task<string?> CreatorAsync(DatabricksContext context, PermissionsObject target, string id, CancellationToken cancellationToken)
    {
        try
        {
            var creator = target.Type == "job"
                ? (await context.Workspace.Jobs.GetAsync(long.Parse(id, System.Globalization.CultureInfo.InvariantCulture), cancellationToken: cancellationToken)).CreatorUserName
                : (await context.Workspace.Warehouses.GetAsync(id, cancellationToken)).CreatorName;
            return creator is { Length: > 0 } ? creator : null;
        }
        catch (DatabricksApiException gone) when (gone.IsNotFound)
        {
            return null;
        }
    }

    private async Task SetAsync(DatabricksContext context, string id, PermissionsObject target, PropertyMap planned, CancellationToken cancellationToken)
    {
        var me = await context.GetCurrentUserAsync(cancellationToken);
        var entries = SetOrder.SortBody(Schema.Properties["accessControls"], planned.Items("accessControls")).OfType<ObjectValue>().Select(entry => Change(entry.Properties)).ToList();
        Validate(entries, target, me);
        entries = entries.ConvertAll(entry => entry with { PermissionLevel = ToApi(target, entry.PermissionLevel) });
        if (target.KeepsCaller)
            AddCaller(entries, me);
        if (id is "/directories/0" or "/authorization/tokens" or "/registered-models/root" && entries.TrueForAll(entry => entry.GroupName != "admins"))
            entries.Add(new AccessControlChange { GroupName = "admins", PermissionLevel = "CAN_MANAGE" });
        await PutAsync(context, id, target, entries, me, cancellationToken);
    }

    private static void Validate(List<AccessControlChange> entries, PermissionsObject target, string me)
    {
        foreach (var entry in entries)
        {
            if (entry.GroupName == "admins" && target.Type != "passwords")
                throw new ProviderException($"it is not possible to modify admin permissions for {target.Type} resources");
            if (IsCaller(entry, me) && !target.ManagementLevels.Contains(entry.PermissionLevel, StringComparer.Ordinal))
            {
                throw new ProviderException(
                    $"cannot remove management permissions for the current user for {target.Type}, allowed levels: {string.Join(", ", target.ManagementLevels)}");
            }
        }
    }

    private static async Task PutAsync(
        DatabricksContext context, string id, PermissionsObject target, List<AccessControlChange> entries, string? owner, CancellationToken cancellationToken)
    {
        var withOwner = owner is null || !target.HasOwner || entries.Exists(entry => entry.PermissionLevel == "IS_OWNER")
            ? entries
            : [.. entries, new AccessControlChange { UserName = owner, PermissionLevel = "IS_OWNER" }];
        try
        {
            await context.Workspace.Permissions.SetAsync(target.RequestType, ObjectId(id), Request(withOwner), cancellationToken);
        }
        catch (DatabricksApiException refused) when (refused.Message.Contains("with no existing owner must provide a new owner", StringComparison.Ordinal))
        {
            await context.Workspace.Permissions.SetAsync(target.RequestType, ObjectId(id), Request(entries), cancellationToken);
        }
    }

    private static AccessControlRequest Request(List<AccessControlChange> entries) => new(entries.Count == 0 ? null : entries);

    // Reports of Databricks SQL: what was called CAN_VIEW is CAN_READ today, and keeps its former name for those who use it.
    private static string ToApi(PermissionsObject target, string level) => target.IsReport && level == "CAN_VIEW" ? "CAN_READ" : level;

    private static string FromApi(PermissionsObject target, AccessControl entry, string level, PropertyMap prior) =>
        target.IsReport && level == "CAN_READ" && prior.Items("accessControls").OfType<ObjectValue>().FirstOrDefault(known => IsOf(known.Properties, entry))?.Properties.Text("permissionLevel") == "CAN_VIEW"
            ? "CAN_VIEW"
            : level;

    private static bool IsOf(PropertyMap known, AccessControl entry) =>
        (entry.GroupName is { Length: > 0 } group && known.Text("groupName") == group)
        || (entry.UserName is { Length: > 0 } user && IsSame(user, known.Text("userName")))
        || (entry.ServicePrincipalName is { Length: > 0 } application && IsSame(application, known.Text("servicePrincipalName")));

    private static IEnumerable<PropertyValue> Entries(ObjectPermissions found, string me, PermissionsObject target, PropertyMap prior) =>
        from entry in found.AccessControlList
        where Lists(prior, me) || !IsSame(me, entry.UserName) && !IsSame(me, entry.ServicePrincipalName)
        where entry.GroupName != "admins" || target.Type == "passwords"
        from permission in entry.AllPermissions
        where !permission.Inherited
        select (PropertyValue)PropertyMap.From(
        [
            new("groupName", entry.GroupName ?? ""),
            new("permissionLevel", FromApi(target, entry, permission.PermissionLevel, prior)),
            new("servicePrincipalName", entry.ServicePrincipalName?.ToLowerInvariant() ?? ""),
            new("userName", entry.UserName?.ToLowerInvariant() ?? ""),
        ]);

    private static bool Lists(PropertyMap state, string me) => state.Items("accessControls").OfType<ObjectValue>()
        .Any(entry => IsSame(me, entry.Properties.Text("userName")) || IsSame(me, entry.Properties.Text("servicePrincipalName")));

    private static void AddCaller(List<AccessControlChange> entries, string me)
    {
        if (!entries.Exists(entry => IsCaller(entry, me)))
            entries.Add(new AccessControlChange { UserName = me, PermissionLevel = "CAN_MANAGE" });
    }

    private static bool IsCaller(AccessControlChange entry, string me) => IsSame(me, entry.UserName) || IsSame(me, entry.ServicePrincipalName);

    private static bool IsSame(string me, string? name) => string.Equals(me, name, StringComparison.OrdinalIgnoreCase);

    private static AccessControlChange Change(PropertyMap entry) => new()
    {
        UserName = Optional(entry, "userName"),
        GroupName = Optional(entry, "groupName"),
        ServicePrincipalName = Optional(entry, "servicePrincipalName"),
        PermissionLevel = entry.Text("permissionLevel"),
    };

    private static string? Optional(PropertyMap entry, string key) => entry.Text(key) is { Length: > 0 } text ? text : null;

    private static string ObjectId(string id) => id[(id.LastIndexOf('/') + 1)..];

    private static PermissionsObject FromId(string id)
    {
        var end = id.LastIndexOf('/');
        var type = end > 0 ? id[1..end] : "";
        return PermissionsObject.All.FirstOrDefault(item => item.RequestType == type && !item.ByPath && (item.OnlyFor is null || item.OnlyFor == ObjectId(id)))
            ?? throw new ProviderException($"resource type for {id} not found");
    }

    private static (PermissionsObject Target, string Value)? FromState(PropertyMap state)
    {
        foreach (var item in PermissionsObject.All)
        {
            if (state.Text(item.Property) is { Length: > 0 } value && (item.OnlyFor is null || item.OnlyFor == value))
                return (item, value);
        }

        return null;
    }
}

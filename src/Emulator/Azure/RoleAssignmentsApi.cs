using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Provisioner.Emulator.Graph;
using Provisioner.Emulator.Http;

namespace Provisioner.Emulator.Azure;

/// <summary>Role assignments of Azure Resource Manager at a subscription, a resource group or a resource. Name, principal, role and scope never change.</summary>
internal sealed partial class RoleAssignmentsApi : IApi
{
    private const string Suffix = "/providers/Microsoft.Authorization/roleAssignments";

    private static readonly string[] Scopes =
    [
        "/subscriptions/{subscription}",
        "/subscriptions/{subscription}/resourceGroups/{group}",
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/{namespace}/{type}/{name}",
    ];

    public void Map(RouteTable routes)
    {
        foreach (var scope in Scopes)
        {
            routes.Arm("PUT", $"{scope}{Suffix}/{{assignment}}", Put);
            routes.Arm("GET", $"{scope}{Suffix}/{{assignment}}", call => ApiAnswer.Ok(Find(call)));
            routes.Arm("DELETE", $"{scope}{Suffix}/{{assignment}}", Delete);
            routes.Arm("GET", scope + Suffix, List);
        }
    }

    /// <summary>Whether an assignment is at a resource or under it.</summary>
    public static bool IsUnder(JsonObject assignment, string scope) => Within(assignment.Object("properties")!.RequiredText("scope"), scope);

    private static bool Within(string inner, string outer) =>
        string.Equals(inner, outer, StringComparison.OrdinalIgnoreCase) || inner.StartsWith(outer + "/", StringComparison.OrdinalIgnoreCase);

    private static ApiAnswer Put(ApiCall call)
    {
        var name = call.Route["assignment"];
        if (!Guid.TryParse(name, out _)) throw new ApiRefusal(400, "InvalidRoleAssignmentId", $"The role assignment ID '{name}' is not valid. The role assignment ID must be a GUID.");
        var properties = call.Body.Object("properties") ?? throw new ApiRefusal(400, "InvalidCreateRoleAssignmentRequest", "The request to create role assignment is not valid. The property 'properties' is required.");
        var principal = properties.Text("principalId") is { Length: > 0 } p ? p : throw new ApiRefusal(400, "InvalidPrincipalId", "The Principal ID '' is not valid. Principal ID must be a GUID.");
        var role = properties.Text("roleDefinitionId") is { Length: > 0 } r ? r : throw new ApiRefusal(400, "InvalidRoleDefinitionId", "The role definition ID '' is not valid.");
        if (!Guid.TryParse(role.Split('/')[^1], out _)) throw new ApiRefusal(400, "RoleDefinitionDoesNotExist", $"The specified role definition with ID '{role.Split('/')[^1]}' does not exist.");
        var type = GraphObjects.TypeOf(call.World, principal) ?? throw new ApiRefusal(400, "PrincipalNotFound", $"Principal {principal} does not exist in the directory. Check that you have the correct principal ID.");
        RefuseMissingResource(call);
        var scope = Scope(call);
        if (call.World.RoleAssignments.Find(Key(scope, name)) is { } old)
        {
            var known = old.Object("properties")!;
            if (SameRole(known, role) && known.Text("principalId") == principal) return ApiAnswer.Ok(old);
            throw new ApiRefusal(409, "RoleAssignmentUpdateNotPermitted", "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.");
        }

        if (call.World.RoleAssignments.All.FirstOrDefault(a => IsSame(a, scope, principal, role)) is { } same)
            throw new ApiRefusal(409, "RoleAssignmentExists", $"The role assignment already exists. The ID of the existing role assignment is {same.RequiredText("name").Replace("-", "", StringComparison.Ordinal)}.");
        var made = new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["roleDefinitionId"] = role,
                ["principalId"] = principal,
                ["principalType"] = properties.Text("principalType") ?? type,
                ["scope"] = scope,
                ["condition"] = null,
                ["conditionVersion"] = null,
                ["description"] = properties.Text("description"),
                ["createdOn"] = call.World.Timestamp,
                ["updatedOn"] = call.World.Timestamp,
                ["createdBy"] = Storage.World.StableGuid("user/" + call.Caller.Name).ToString(),
                ["updatedBy"] = Storage.World.StableGuid("user/" + call.Caller.Name).ToString(),
                ["delegatedManagedIdentityResourceId"] = null,
            },
            ["id"] = $"{scope}{Suffix}/{name}",
            ["type"] = "Microsoft.Authorization/roleAssignments",
            ["name"] = name,
        };
        call.World.RoleAssignments.Put(Key(scope, name), made);
        return ApiAnswer.Created(made);
    }

    private static ApiAnswer Delete(ApiCall call)
    {
        var key = Key(Scope(call), call.Route["assignment"]);
        if (call.World.RoleAssignments.Find(key) is not { } row) return ApiAnswer.Nothing();
        var copy = row.Copy();
        call.World.RoleAssignments.Remove(key);
        return ApiAnswer.Ok(copy);
    }

    private static ApiAnswer List(ApiCall call)
    {
        var scope = Scope(call);
        var filter = (call.Parameter("$filter") ?? "").Trim();
        Func<JsonObject, bool> wanted = a => Within(scope, a.Object("properties")!.RequiredText("scope")) || IsUnder(a, scope);
        foreach (var part in filter.Split(" and ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var before = wanted;
            if (string.Equals(part, "atScope()", StringComparison.OrdinalIgnoreCase)) wanted = a => before(a) && Within(scope, a.Object("properties")!.RequiredText("scope"));
            else if (PrincipalFilter().Match(part) is { Success: true } match) wanted = a => before(a) && string.Equals(a.Object("properties")!.Text("principalId"), match.Groups["id"].Value, StringComparison.OrdinalIgnoreCase);
            else throw new ApiRefusal(400, "BadRequestFormat", $"The filter '{part}' is not supported. Supported filters are either 'atScope()', 'principalId eq '{{value}}'' or 'assignedTo('{{value}}')'.");
        }

        return ApiAnswer.Ok(new JsonObject { ["value"] = call.World.RoleAssignments.All.Where(wanted).ToJsonArray() });
    }

    private static bool IsSame(JsonObject assignment, string scope, string principal, string role)
    {
        var properties = assignment.Object("properties")!;
        return string.Equals(properties.Text("scope"), scope, StringComparison.OrdinalIgnoreCase) && string.Equals(properties.Text("principalId"), principal, StringComparison.OrdinalIgnoreCase) && SameRole(properties, role);
    }

    /// <summary>A role's id may come with or without its subscription in front.</summary>
    private static bool SameRole(JsonObject properties, string role) => string.Equals(properties.RequiredText("roleDefinitionId").Split('/')[^1], role.Split('/')[^1], StringComparison.OrdinalIgnoreCase);

    private static void RefuseMissingResource(ApiCall call)
    {
        if (call.Route.TryGetValue("type", out var type) && string.Equals(type, "workspaces", StringComparison.OrdinalIgnoreCase) && !call.World.AzureWorkspaces.Has(AzureWorkspacesApi.Key(call)))
            throw new ApiRefusal(404, "ResourceNotFound", $"The Resource 'Microsoft.Databricks/workspaces/{call.Route["name"]}' under resource group '{call.Route["group"]}' was not found.");
    }

    private static JsonObject Find(ApiCall call) =>
        call.World.RoleAssignments.Find(Key(Scope(call), call.Route["assignment"])) ?? throw new ApiRefusal(404, "RoleAssignmentNotFound", $"The role assignment '{call.Route["assignment"]}' is not found.");

    private static string Key(string scope, string name) => $"{scope}/{name}".ToLowerInvariant();

    private static string Scope(ApiCall call)
    {
        var end = call.Path.IndexOf(Suffix, StringComparison.OrdinalIgnoreCase);
        return Uri.UnescapeDataString(call.Path[..end]);
    }

    [GeneratedRegex(@"^(?:principalId\s+eq\s+'(?<id>[^']*)'|assignedTo\('(?<id>[^']*)'\))$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PrincipalFilter();
}

using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Storage;
using Provisioner.Emulator.UnityCatalog;

namespace Provisioner.Emulator.Accounts;

/// <summary>
/// Workspaces of the account and who is in them: <c>/api/2.0/accounts/{account}/workspaces</c> and <c>…/{workspace}/permissionassignments</c>, from
/// inside a workspace <c>/api/2.0/preview/permissionassignments</c>. Setting an assignment is an upsert; an empty list of permissions takes it away.
/// </summary>
internal sealed class AccountWorkspacesApi : IApi
{
    private const string Root = "/api/2.0/accounts/{account}/workspaces";
    private const string FromInside = "/api/2.0/preview/permissionassignments";

    public void Map(RouteTable routes)
    {
        routes.Add("GET", Root, Surface.Account, call => new ApiAnswer(200, call.World.Workspaces.Where(w => w.Ready(call.World)).Select(w => View(call, w)).ToJsonArray()));
        routes.Add("GET", Root + "/{workspace}", Surface.Account, call => ApiAnswer.Ok(View(call, Metastores.WorkspaceOf(call))));
        routes.Add("GET", Root + "/{workspace}/permissionassignments", Surface.Account, call => List(call, Metastores.WorkspaceOf(call)));
        routes.Add("GET", Root + "/{workspace}/permissionassignments/permissions", Surface.Account, Permissions);
        routes.Add("PUT", Root + "/{workspace}/permissionassignments/principals/{principal}", Surface.Account, call => Assign(call, Metastores.WorkspaceOf(call)));
        routes.Add("DELETE", Root + "/{workspace}/permissionassignments/principals/{principal}", Surface.Account, call => Remove(call, Metastores.WorkspaceOf(call)));
        routes.Add("GET", FromInside, Surface.Workspace, call => List(call, call.Workspace));
        routes.Add("PUT", FromInside + "/principals/{principal}", Surface.Workspace, call => Assign(call, call.Workspace));
        routes.Add("DELETE", FromInside + "/principals/{principal}", Surface.Workspace, call => Remove(call, call.Workspace));
    }

    private static JsonObject View(ApiCall call, Workspace workspace) => new()
    {
        ["workspace_id"] = workspace.Id,
        ["workspace_name"] = workspace.Name,
        ["deployment_name"] = workspace.Host.Split('.')[0],
        ["workspace_status"] = "RUNNING",
        ["workspace_status_message"] = "Workspace is running.",
        ["account_id"] = call.Route["account"],
        ["location"] = "westeurope",
        ["pricing_tier"] = "PREMIUM",
        ["creation_time"] = call.World.Now,
        ["workspace_url"] = workspace.Host,
    };

    private static ApiAnswer List(ApiCall call, Workspace workspace)
    {
        var found = call.World.WorkspaceAssignments.Rows.Where(r => r.Key.StartsWith(workspace.Key + "/", StringComparison.Ordinal)).Select(r => r.Value).ToList();
        var page = Paging.Of(found, Paging.Size(call, "max_results", 1000, 10_000), call.Parameter("page_token"));
        var answer = new JsonObject { ["permission_assignments"] = page.Items.ToJsonArray() };
        if (page.Next is not null) answer["next_page_token"] = page.Next;
        return ApiAnswer.Ok(answer);
    }

    private static ApiAnswer Permissions(ApiCall call)
    {
        Metastores.WorkspaceOf(call);
        return ApiAnswer.Ok(new JsonObject
        {
            ["permissions"] = new JsonArray(
                new JsonObject { ["permission_level"] = "ADMIN", ["description"] = "Has administrative access to the workspace" },
                new JsonObject { ["permission_level"] = "USER", ["description"] = "Can use the workspace" }),
        });
    }

    private static ApiAnswer Assign(ApiCall call, Workspace workspace)
    {
        var principal = call.World.FindPrincipalById(call.Route["principal"]) ?? throw ApiRefusal.Missing($"Principal {call.Route["principal"]} does not exist in the account.");
        var permissions = call.Body.Texts("permissions");
        if (permissions.FirstOrDefault(p => p is not ("ADMIN" or "USER")) is { } wrong) throw ApiRefusal.Invalid($"Unknown workspace permission {wrong}: ADMIN or USER");
        var key = $"{workspace.Key}/{principal.Id}";
        var row = new JsonObject { ["principal"] = Describe(principal), ["permissions"] = permissions.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToJsonArray() };
        if (permissions.Count == 0) call.World.WorkspaceAssignments.Remove(key);
        else call.World.WorkspaceAssignments.Put(key, row);
        return ApiAnswer.Ok(row);
    }

    private static ApiAnswer Remove(ApiCall call, Workspace workspace)
    {
        call.World.WorkspaceAssignments.Remove($"{workspace.Key}/{call.Route["principal"]}");
        return ApiAnswer.Empty();
    }

    private static JsonObject Describe(Principal principal) => new()
    {
        ["principal_id"] = long.Parse(principal.Id, System.Globalization.CultureInfo.InvariantCulture),
        ["display_name"] = principal.DisplayName,
        [principal.Kind switch { PrincipalKind.User => "user_name", PrincipalKind.Group => "group_name", _ => "service_principal_name" }] = principal.Name,
    };
}

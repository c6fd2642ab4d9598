using System.Globalization;
using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Seeding;
using Provisioner.Emulator.Storage;

namespace Provisioner.Emulator.Azure;

/// <summary>
/// Databricks workspaces of Azure Resource Manager. A new one is <c>Creating</c> for as long as the seed says and cannot be used before; then it is
/// <c>Succeeded</c> and its host answers. Resource groups are made on first use.
/// </summary>
internal sealed class AzureWorkspacesApi : IApi
{
    private const string Provider = "/providers/Microsoft.Databricks";
    private const string InGroup = "/subscriptions/{subscription}/resourceGroups/{group}" + Provider + "/workspaces";
    private const string Operations = "/subscriptions/{subscription}" + Provider + "/locations/{location}";

    private static readonly string[] Skus = ["standard", "premium", "trial"];

    public void Map(RouteTable routes)
    {
        routes.Arm("PUT", InGroup + "/{name}", Put);
        routes.Arm("GET", InGroup + "/{name}", call => ApiAnswer.Ok(View(call.World, Find(call, poll: true))));
        routes.Arm("PATCH", InGroup + "/{name}", Patch);
        routes.Arm("DELETE", InGroup + "/{name}", Delete);
        routes.Arm("GET", InGroup, call => List(call, Prefix(call, call.Route["group"])));
        routes.Arm("GET", "/subscriptions/{subscription}" + Provider + "/workspaces", call => List(call, $"/subscriptions/{call.Route["subscription"]}/".ToLowerInvariant()));
        routes.Arm("GET", Operations + "/operationStatuses/{operation}", Status);
        routes.Arm("GET", Operations + "/operationresults/{operation}", Result);
    }

    public static string Key(ApiCall call) => $"{Prefix(call, call.Route["group"])}{call.Route["name"]}".ToLowerInvariant();

    private static string Prefix(ApiCall call, string group) => $"/subscriptions/{call.Route["subscription"]}/resourceGroups/{group}{Provider}/workspaces/".ToLowerInvariant();

    private static ApiAnswer Put(ApiCall call)
    {
        var body = call.Body;
        var location = body.Text("location") is { Length: > 0 } l ? l : throw new ApiRefusal(400, "LocationRequired", "The location property is required for this definition.");
        var properties = body.Object("properties") ?? [];
        var managed = properties.Text("managedResourceGroupId") is { Length: > 0 } m ? m : throw new ApiRefusal(400, "InvalidRequestContent", "The property 'managedResourceGroupId' is required.");
        var sku = body.Object("sku")?.Text("name") ?? "premium";
        if (!Skus.Contains(sku.ToLowerInvariant())) throw new ApiRefusal(400, "InvalidSku", $"The sku '{sku}' is not valid; valid are {string.Join(", ", Skus)}.");
        if (call.Route["name"].Length is < 3 or > 64) throw new ApiRefusal(400, "InvalidResourceName", "A workspace's name must have 3 to 64 characters.");
        var key = Key(call);
        if (call.World.AzureWorkspaces.Find(key) is { } old) return Replace(call, key, old, managed, location);

        ResourceGroups.Ensure(call.World, call.Route["subscription"], call.Route["group"], location);
        var operation = AzureOperation.Start(call.World, key);
        var id = 4_000_000_000_000_000 + (call.World.NextId() * 7_919);
        var host = string.Create(CultureInfo.InvariantCulture, $"adb-{id}.{id % 20}.azuredatabricks.net");
        var workspace = call.World.AddWorkspace(id, call.Route["name"], host, operation);
        Seeder.Furnish(call.World, workspace);
        var row = new JsonObject
        {
            ["id"] = $"/subscriptions/{call.Route["subscription"]}/resourceGroups/{call.Route["group"]}{Provider}/workspaces/{call.Route["name"]}",
            ["name"] = call.Route["name"],
            ["type"] = "Microsoft.Databricks/workspaces",
            ["location"] = location.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant(),
            ["sku"] = new JsonObject { ["name"] = sku },
            ["tags"] = body["tags"]?.DeepClone() ?? new JsonObject(),
            ["properties"] = Properties(call, properties, managed, id, host),
        };
        call.World.AzureWorkspaces.Put(key, row);
        return ApiAnswer.Created(View(call.World, row, creating: true)) with { Headers = AzureOperation.Headers(call, operation) };
    }

    private static JsonObject Properties(ApiCall call, JsonObject asked, string managed, long id, string host)
    {
        var properties = asked.Copy();
        properties["managedResourceGroupId"] = managed;
        properties["provisioningState"] = "Succeeded";
        properties["parameters"] ??= new JsonObject
        {
            ["enableNoPublicIp"] = new JsonObject { ["type"] = "Bool", ["value"] = true },
            ["prepareEncryption"] = new JsonObject { ["type"] = "Bool", ["value"] = false },
            ["requireInfrastructureEncryption"] = new JsonObject { ["type"] = "Bool", ["value"] = false },
        };
        properties["workspaceId"] = id.ToString(CultureInfo.InvariantCulture);
        properties["workspaceUrl"] = host;
        properties["createdDateTime"] = call.World.Timestamp;
        properties["createdBy"] = new JsonObject { ["oid"] = World.StableGuid("user/" + call.Caller.Name).ToString(), ["applicationId"] = "" };
        properties["updatedBy"] = properties["createdBy"]!.DeepClone();
        properties["authorizations"] ??= new JsonArray(new JsonObject { ["principalId"] = "9a74af6f-d153-4348-988a-e2672920bee9", ["roleDefinitionId"] = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635" });
        properties["publicNetworkAccess"] ??= "Enabled";
        properties["requiredNsgRules"] ??= "AllRules";
        properties["isUcEnabled"] = true;
        return properties;
    }

    private static ApiAnswer Replace(ApiCall call, string key, JsonObject old, string managed, string location)
    {
        if (!IsDone(call.World, old)) throw new ApiRefusal(409, "Conflict", $"The workspace '{call.Route["name"]}' is still being created. Try again when its provisioning state is Succeeded.");
        if (!string.Equals(old.Text("location"), location.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
            throw new ApiRefusal(409, "InvalidResourceLocation", $"The resource '{call.Route["name"]}' already exists in location '{old.Text("location")}'. A resource with the same name cannot be created in location '{location}'.");
        if (!string.Equals(old.Object("properties")!.Text("managedResourceGroupId"), managed, StringComparison.OrdinalIgnoreCase))
            throw new ApiRefusal(400, "ApplicationUpdateFail", "The managed resource group of a workspace cannot be changed.");
        call.World.AzureWorkspaces.Change(key, row =>
        {
            row.Take(call.Body, "sku", "tags");
            foreach (var (name, value) in call.Body.Object("properties") ?? []) row.Object("properties")![name] = value?.DeepClone();
        });
        return ApiAnswer.Ok(View(call.World, call.World.AzureWorkspaces.Find(key)!));
    }

    private static ApiAnswer Patch(ApiCall call)
    {
        Find(call, poll: false);
        call.World.AzureWorkspaces.Change(Key(call), row => row.Take(call.Body, "tags"));
        return ApiAnswer.Ok(View(call.World, call.World.AzureWorkspaces.Find(Key(call))!));
    }

    private static ApiAnswer Delete(ApiCall call)
    {
        if (call.World.AzureWorkspaces.Find(Key(call)) is not { } row) return ApiAnswer.Nothing();
        if (WorkspaceOf(call.World, row) is { } workspace)
        {
            call.World.MetastoreAssignments.Remove(workspace.Key);
            foreach (var member in call.World.WorkspaceAssignments.Rows.Select(r => r.Key).Where(k => k.StartsWith(workspace.Key + "/", StringComparison.Ordinal)).ToList()) call.World.WorkspaceAssignments.Remove(member);
            call.World.RemoveWorkspace(workspace);
        }

        call.World.AzureWorkspaces.Remove(Key(call));
        foreach (var role in call.World.RoleAssignments.Rows.Where(r => RoleAssignmentsApi.IsUnder(r.Value, row.RequiredText("id"))).Select(r => r.Key).ToList()) call.World.RoleAssignments.Remove(role);
        var operation = Guid.NewGuid().ToString();
        return new ApiAnswer(202, null) { Headers = AzureOperation.Headers(call, operation) };
    }

    private static ApiAnswer List(ApiCall call, string prefix)
    {
        var found = call.World.AzureWorkspaces.Rows.Where(r => r.Key.StartsWith(prefix, StringComparison.Ordinal) && IsVisible(call.World, r.Value)).Select(r => View(call.World, r.Value));
        return ApiAnswer.Ok(new JsonObject { ["value"] = found.ToJsonArray() });
    }

    private static ApiAnswer Status(ApiCall call)
    {
        var id = call.Route["operation"];
        AzureOperation.Poll(call.World, id);
        var done = call.World.AzureOperations.Find(id) is not { } operation || AzureOperation.IsDone(call.World, operation);
        var answer = ApiAnswer.Ok(new JsonObject { ["id"] = call.Path, ["name"] = id, ["status"] = done ? "Succeeded" : "InProgress" });
        return done ? answer : answer with { Headers = new Dictionary<string, string> { ["Retry-After"] = "1" } };
    }

    private static ApiAnswer Result(ApiCall call)
    {
        var id = call.Route["operation"];
        AzureOperation.Poll(call.World, id);
        if (call.World.AzureOperations.Find(id) is not { } operation) return ApiAnswer.Nothing();
        if (!AzureOperation.IsDone(call.World, operation)) return new ApiAnswer(202, null) { Headers = AzureOperation.Headers(call, id) };
        return call.World.AzureWorkspaces.Find(operation.RequiredText("target")) is { } row ? ApiAnswer.Ok(View(call.World, row)) : ApiAnswer.Nothing();
    }

    private static JsonObject Find(ApiCall call, bool poll)
    {
        var row = call.World.AzureWorkspaces.Find(Key(call));
        if (row is not null && poll && WorkspaceOf(call.World, row)?.Operation is { } operation) AzureOperation.Poll(call.World, operation);
        return row is not null && IsVisible(call.World, row) ? row : throw new ApiRefusal(404, "ResourceNotFound",
            $"The Resource 'Microsoft.Databricks/workspaces/{call.Route["name"]}' under resource group '{call.Route["group"]}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix");
    }

    private static JsonObject View(World world, JsonObject row, bool creating = false)
    {
        var view = row.Copy();
        if (!creating && IsDone(world, row)) return view;
        var properties = view.Object("properties")!;
        properties["provisioningState"] = "Creating";
        properties.Remove("workspaceUrl");
        properties.Remove("workspaceId");
        return view;
    }

    private static Workspace? WorkspaceOf(World world, JsonObject row) => world.FindWorkspace(long.Parse(row.Object("properties")!.RequiredText("workspaceId"), CultureInfo.InvariantCulture));

    private static bool IsDone(World world, JsonObject row) => WorkspaceOf(world, row)?.Ready(world) ?? true;

    private static bool IsVisible(World world, JsonObject row) =>
        WorkspaceOf(world, row)?.Operation is not { } id || world.AzureOperations.Find(id) is not { } operation || AzureOperation.IsVisible(world, operation);
}

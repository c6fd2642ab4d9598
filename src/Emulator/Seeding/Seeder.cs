using System.Text.Json.Nodes;
using Provisioner.Emulator.Clusters;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Scim;
using Provisioner.Emulator.Storage;
using Provisioner.Emulator.UnityCatalog;
using Provisioner.Emulator.Warehouses;
using Provisioner.Emulator.WorkspaceObjects;

namespace Provisioner.Emulator.Seeding;

/// <summary>Puts a seed into a world. It adds: what is there already under the same name is kept, and completed where the seed says more.</summary>
internal static class Seeder
{
    public static void Apply(World world, SeedDocument seed)
    {
        var content = seed.Content;
        try
        {
            world.ServerDefaults = content.Flag("serverDefaults") ?? world.ServerDefaults;
            world.AlteredViewsKeepComments = content.Flag("alteredViewsKeepComments") ?? world.AlteredViewsKeepComments;
            if (content.Whole("workspaceCreationMs") is { } ms) world.WorkspaceCreation = TimeSpan.FromMilliseconds(ms);
            if (content.Whole("workspaceCreationPolls") is { } polls) world.WorkspaceCreationPolls = (int)polls;
            if (content.Whole("workspaceInvisibleMs") is { } hidden) world.WorkspaceInvisible = TimeSpan.FromMilliseconds(hidden);
            EnsureUser(world, new JsonObject { ["userName"] = Callers.DeployUser, ["displayName"] = "Deploy" }, "77");
            foreach (var user in content.Items("users")) EnsureUser(world, user, null);
            foreach (var found in content.Items("servicePrincipals")) EnsureServicePrincipal(world, found);
            foreach (var group in content.Items("groups")) EnsureGroup(world, group);
            foreach (var group in content.Items("groups")) AddMembers(world, group);
            foreach (var metastore in content.Items("metastores")) Metastores.Ensure(world, metastore.RequiredText("name"), metastore.Text("id"));
            foreach (var warehouse in content.Object("everyWorkspace")?.Items("warehouses") ?? []) world.UsualWarehouses.Add((warehouse.RequiredText("name"), warehouse.Text("id")));
            foreach (var group in content.Items("resourceGroups")) Azure.ResourceGroups.Ensure(world, group.Text("subscriptionId") ?? "", group.RequiredText("name"), group.Text("location") ?? "westeurope");
            foreach (var workspace in content.Items("workspaces")) EnsureWorkspace(world, workspace);
            CatalogSeeder.Apply(world, content);
            foreach (var repository in content.Items("repositories")) world.GitRemotes.Seed(repository);
        }
        catch (ApiRefusal refusal)
        {
            throw new EmulatorSeedException(refusal.Message);
        }
    }

    /// <summary>What every workspace needs once all seeds are in.</summary>
    public static void Complete(World world)
    {
        if (world.MetastoreAssignments.Find(world.Default.Key) is null) Metastores.AssignFirst(world, world.Default);
        foreach (var workspace in world.Workspaces) Furnish(world, workspace);
    }

    /// <summary>Folders and warehouses that a workspace has from its first moment.</summary>
    public static void Furnish(World world, Workspace workspace)
    {
        Folders.CreateSystemFolders(world, workspace);
        foreach (var (name, id) in world.UsualWarehouses) WarehousesApi.Ensure(world, workspace, name, id);
    }

    private static void EnsureUser(World world, JsonObject seed, string? id)
    {
        var userName = seed.RequiredText("userName");
        if (world.FindUser(userName) is { } known)
        {
            if (seed.Text("displayName") is { } name) world.Users.Change(known.Id, u => u["displayName"] = name);
            return;
        }

        var user = ScimResources.NewUser(world, seed, id);
        world.Users.Put(user.RequiredText("id"), user);
    }

    private static void EnsureServicePrincipal(World world, JsonObject seed)
    {
        if (seed.Text("applicationId") is { } application && world.FindServicePrincipal(application) is not null) return;
        var made = ScimResources.NewServicePrincipal(world, seed);
        world.ServicePrincipals.Put(made.RequiredText("id"), made);
    }

    private static void EnsureGroup(World world, JsonObject seed)
    {
        if (world.FindGroup(seed.RequiredText("displayName")) is not null) return;
        var group = ScimResources.NewGroup(world, new JsonObject { ["displayName"] = seed.Text("displayName"), ["externalId"] = seed.Text("externalId") });
        world.Groups.Put(group.RequiredText("id"), group);
    }

    private static void AddMembers(World world, JsonObject seed)
    {
        if (world.FindGroup(seed.RequiredText("displayName")) is not { } group || !world.Groups.Has(group.Id)) return;
        foreach (var name in seed.Texts("members"))
        {
            var member = world.FindPrincipal(name) ?? world.ServicePrincipals.All.Where(s => s.Text("displayName") == name).Select(Identities.ServicePrincipal).FirstOrDefault();
            if (member is null)
            {
                EnsureUser(world, new JsonObject { ["userName"] = name }, null);
                member = world.FindUser(name)!;
            }

            world.Groups.Change(group.Id, g => ScimResources.AddMember(g, member));
        }
    }

    private static void EnsureWorkspace(World world, JsonObject seed)
    {
        var host = HostOf(seed);
        var workspace = world.FindWorkspace(host);
        if (workspace is null)
        {
            workspace = world.AddWorkspace(seed.Whole("id") ?? IdOf(world, host), seed.RequiredText("name"), host);
            var metastore = seed.Text("metastore");
            if (metastore is null) Metastores.AssignFirst(world, workspace);
            else if (metastore != "none") Metastores.Assign(world, workspace, Metastores.Ensure(world, metastore, null));
            Furnish(world, workspace);
        }

        foreach (var warehouse in seed.Items("warehouses")) WarehousesApi.Ensure(world, workspace, warehouse.RequiredText("name"), warehouse.Text("id"));
        foreach (var cluster in seed.Items("clusters")) ClustersApi.Ensure(world, workspace, cluster);
    }

    private static string HostOf(JsonObject seed)
    {
        var host = seed.RequiredText("host");
        var scheme = host.IndexOf("://", StringComparison.Ordinal);
        return (scheme < 0 ? host : host[(scheme + 3)..]).TrimEnd('/');
    }

    /// <summary>Azure's host names hold the workspace's id: <c>adb-&lt;id&gt;.&lt;n&gt;.azuredatabricks.net</c>.</summary>
    private static long IdOf(World world, string host)
    {
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        return host.StartsWith("adb-", StringComparison.Ordinal) && dot > 4 && long.TryParse(host.AsSpan(4, dot - 4), out var id) && world.FindWorkspace(id) is null ? id : world.NextId();
    }
}

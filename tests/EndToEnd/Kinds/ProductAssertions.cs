namespace Provisioner.EndToEnd.Kinds;

internal static class ProductAssertions
{
    /// <summary>One of everything that the sample asks for, and no privilege lost.</summary>
    public static async Task IsDeployedAsync(ProductWorld world)
    {
        var state = await world.Databricks.StateAsync();
        Assert.Equal(
            (1, 1, 2, 1, 3, 1, 2),
            (state["azureWorkspaces"]!.AsArray().Count, state["catalogs"]!.AsArray().Count, state["jobs"]!.AsArray().Count, state["pipelines"]!.AsArray().Count,
                state["repos"]!.AsArray().Count, state["gitCredentials"]!.AsArray().Count, state["roleAssignments"]!.AsArray().Count));
        foreach (var (securable, owner, developers) in new[]
                 {
                     ("sales_orders_1", "USE_CATALOG", "USE_CATALOG"),
                     ("sales_orders_1.clean", "CREATE_TABLE,MODIFY,SELECT,USE_SCHEMA", "SELECT,USE_SCHEMA"),
                     ("sales_orders_1.published", "CREATE_TABLE,MODIFY,SELECT,USE_SCHEMA", "SELECT,USE_SCHEMA"),
                     (ProductSample.FullViewName, "SELECT", "SELECT"),
                 })
        {
            Assert.Equal((securable, owner), (securable, await world.PrivilegesAsync(securable, "anna.rossi@company.com")));
            Assert.Equal((securable, developers), (securable, await world.PrivilegesAsync(securable, "sales-developers")));
        }

        var members = state["workspaceAssignments"]!.AsArray().ToDictionary(member => (string?)(member!["principal"]!["user_name"] ?? member["principal"]!["group_name"]) ?? "", member => (string?)member!["permissions"]![0]);
        Assert.Equal(("ADMIN", "USER"), (members["anna.rossi@company.com"], members["sales-developers"]));
    }
}

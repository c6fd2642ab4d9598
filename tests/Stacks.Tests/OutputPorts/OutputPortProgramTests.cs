using System.Text.Json.Nodes;
using Provisioner.Facts.Catalogs;
using Provisioner.Facts.Components;
using Provisioner.Facts.Identities;
using Provisioner.Facts.State;
using Provisioner.Facts.Workspaces;
using Provisioner.Stacks.Naming;
using Provisioner.Stacks.OutputPorts;

namespace Provisioner.Stacks.Tests.OutputPorts;

public class OutputPortProgramTests
{
    private const string View = "sales_orders_1.published.orders_view";

    private static readonly ViewFacts LiveView = new()
    {
        Exists = true,
        TableType = "VIEW",
        Comment = "The customer's view of orders",
        Columns = [new ColumnFact("order_id", "bigint", null), new ColumnFact("customer", "string", null), new ColumnFact("amount", "decimal(10,2)", null)],
        Privileges = [new PrivilegeFact("reader", ["SELECT"]), new PrivilegeFact("auditor", ["SELECT", "APPLY_TAG"]), new PrivilegeFact(Sample.Owner.Name, ["SELECT"])],
    };

    [Fact]
    public async Task Run_AdoptedView_IsImportedAndStartsWithItsLiveReaders()
    {
        var run = await Run(facts => facts with { View = LiveView });

        Assert.Equal(View, run[ResourceTypes.SqlTable, ResourceNames.View].ImportId);
        Assert.Equal("""["auditor","reader"]""", run.Outputs[OutputNames.AccessList]!.ToJsonString());
        Assert.Equal("APPLY_TAG,SELECT", Granted(run, "auditor"));
        Assert.Equal("SELECT", Granted(run, "reader"));
    }

    [Fact]
    public async Task Run_OwnView_KeepsTheListOfTheOwnState()
    {
        var run = await Run(facts => facts with { View = LiveView, OwnState = OwnView("kept") });

        Assert.Null(run[ResourceTypes.SqlTable, ResourceNames.View].ImportId);
        Assert.Equal("""["kept"]""", run.Outputs[OutputNames.AccessList]!.ToJsonString());
        Assert.Equal(("SELECT", null, "APPLY_TAG"), (Granted(run, "kept"), Granted(run, "reader"), Granted(run, "auditor")));
    }

    [Fact]
    public async Task Run_RequestedList_ReplacesTheOneBefore()
    {
        var run = await Run(facts => facts with { View = LiveView, OwnState = OwnView("kept"), RequestedAccess = [User("new@x.com"), User("new@x.com"), Sample.Owner] });

        Assert.Equal("""["anna.rossi@company.com","new@x.com"]""", run.Outputs[OutputNames.AccessList]!.ToJsonString());
        Assert.Equal(("SELECT", null), (Granted(run, "new@x.com"), Granted(run, "kept")));
    }

    [Theory]
    [InlineData("development", "SELECT")]
    [InlineData("production", null)]
    public async Task Run_TeamsPrivilegesOnTheView_AreGivenInDevelopmentOnly(string environment, string? expected)
    {
        var port = Sample.OutputPort(("environment: development", $"environment: {environment}"));

        var run = await Sample.Run(port, Sample.OutputPortFacts with { RequestedAccess = [User("r")] });

        Assert.Equal(expected, Granted(run, Sample.Owner.Name));
        Assert.Equal(expected, Granted(run, Sample.Developers.Name));
        Assert.Equal("SELECT", Granted(run, "r"));
    }

    [Theory]
    [InlineData("development", "SELECT")]
    [InlineData("production", null)]
    public async Task Run_SelectThatTheTeamHoldsWithoutBeingListed_IsWithdrawnOutsideOfDevelopmentOnly(string environment, string? expected)
    {
        var port = Sample.OutputPort(("environment: development", $"environment: {environment}"));
        var settings = new Stacks.Settings.StackSettings { Account = Sample.Settings.Account, Azure = Sample.Settings.Azure, OutputPort = new() };

        var run = await Sample.Run(port, Sample.OutputPortFacts with { View = LiveView, OwnState = OwnView(), RequestedAccess = [User("r")] }, settings);

        Assert.Equal((expected, null, "SELECT"), (Granted(run, Sample.Owner.Name), Granted(run, "reader"), Granted(run, "r")));
    }

    [Fact]
    public async Task Run_TeamInDevelopment_GetsWhatItNeedsToReachTheView()
    {
        var run = await Run(facts => facts, new Stacks.Settings.StackSettings { Account = Sample.Settings.Account, Azure = Sample.Settings.Azure, Catalog = new(), Schema = new() });

        Assert.Equal("""["USE_CATALOG"]""", run[ResourceTypes.Grant, ResourceNames.CatalogOwner].Inputs["privileges"]!.ToJsonString());
        Assert.Equal("""["USE_SCHEMA"]""", run[ResourceTypes.Grant, ResourceNames.SchemaDevelopers].Inputs["privileges"]!.ToJsonString());
    }

    [Fact]
    public async Task Run_Readers_GetUseOnlyWhereTheyLackIt()
    {
        var catalog = Sample.OutputPortFacts.Catalog with
        {
            CatalogPrivileges = [new PrivilegeFact("all", ["ALL_PRIVILEGES"]), new PrivilegeFact("half", ["USE_CATALOG"]), new PrivilegeFact("other", ["CREATE_SCHEMA"])],
            SchemaPrivileges = [new PrivilegeFact("half", ["SELECT"])],
        };

        var run = await Run(facts => facts with { Catalog = catalog, RequestedAccess = [User("all"), User("half"), User("other"), Sample.Owner] });

        Assert.False(run.Has(ResourceTypes.Grant, "catalog-user-all") || run.Has(ResourceTypes.Grant, "schema-user-all") || run.Has(ResourceTypes.Grant, "catalog-user-half"));
        Assert.Equal("""["SELECT","USE_SCHEMA"]""", run[ResourceTypes.Grant, "schema-user-half"].Inputs["privileges"]!.ToJsonString());
        Assert.Equal("""["CREATE_SCHEMA","USE_CATALOG"]""", run[ResourceTypes.Grant, "catalog-user-other"].Inputs["privileges"]!.ToJsonString());
        Assert.False(run.Has(ResourceTypes.Grant, $"catalog-user-{Sample.Owner.Name}"));
    }

    [Fact]
    public async Task Run_GrantThatTheStackMade_StaysDeclaredWhenItIsLive()
    {
        var catalog = Sample.OutputPortFacts.Catalog with { CatalogPrivileges = [new PrivilegeFact("r", ["USE_CATALOG"])], SchemaPrivileges = [new PrivilegeFact("r", ["USE_SCHEMA"])] };
        var own = Sample.Own((ResourceTypes.Grant, "catalog-user-r", "catalog/sales_orders_1/r"));

        var run = await Run(facts => facts with { Catalog = catalog, OwnState = own, RequestedAccess = [User("r")] });

        Assert.True(run.Has(ResourceTypes.Grant, "catalog-user-r"));
        Assert.False(run.Has(ResourceTypes.Grant, "schema-user-r"));
    }

    [Fact]
    public async Task Prepare_NobodyMayReadAnyMoreAndNoListIsOurs_TakesTheLiveListFirst()
    {
        var port = Sample.OutputPort(("environment: development", "environment: production"));
        var view = LiveView with { Privileges = [new PrivilegeFact("reader", ["SELECT"])] };

        var program = Sample.Program(port, Sample.OutputPortFacts with { View = view, RequestedAccess = [] });
        var prepared = await ProgramRun.Of(program.Prepare!);
        var run = await ProgramRun.Of(program.Run);

        Assert.Equal("SELECT", Granted(prepared, "reader"));
        Assert.False(run.Has(ResourceTypes.Grants, ResourceNames.ViewGrants));
    }

    [Theory]
    [InlineData("order_id,customer,amount", false)]
    [InlineData("order_id,Customer,amount", true)]
    [InlineData("order_id,customer", true)]
    [InlineData("order_id,customer,amount,extra", true)]
    [InlineData("customer,order_id,amount", true)]
    public async Task Clear_LiveColumns_DecideWhetherTheViewIsDroppedFirst(string live, bool dropped)
    {
        var facts = Sample.OutputPortFacts with { View = LiveView with { Columns = [.. live.Split(',').Select(name => new ColumnFact(name, "string", null))] } };

        var owned = Sample.Program(Sample.OutputPort(), facts with { OwnState = OwnView() });
        var foreign = Sample.Program(Sample.OutputPort(), facts);

        Assert.Equal((dropped, dropped), (owned.Clear is not null, foreign.Clear is not null));
        Assert.Equal((false, dropped), (owned.Prepare is not null, foreign.Prepare is not null));
        if (!dropped)
            return;
        Assert.False((await ProgramRun.Of(owned.Clear!)).Has(ResourceTypes.SqlTable, ResourceNames.View));
        var taken = (await ProgramRun.Of(foreign.Prepare!))[ResourceTypes.SqlTable, ResourceNames.View];
        Assert.Equal("sales_orders_1.published.orders_view", taken.ImportId);
        Assert.Superset(new HashSet<string> { "columns", "comment", "viewDefinition" }, taken.Options.IgnoreChanges.ToHashSet());
        Assert.Null((await ProgramRun.Of(foreign.Run))[ResourceTypes.SqlTable, ResourceNames.View].ImportId);
    }

    [Theory]
    [InlineData("The customer's view of orders", null, false, false)]
    [InlineData("Another", null, true, true)]
    [InlineData(null, null, true, true)]
    [InlineData("Another", "gone", false, true)]
    [InlineData("Another", "main", false, true)]
    [InlineData("The customer's view of orders", "gone", false, false)]
    public async Task Clear_AnotherComment_DropsTheViewFirst(string? live, string? ownWarehouse, bool taken, bool dropped)
    {
        var own = ownWarehouse switch
        {
            null => OwnState.Empty,
            "main" => OwnView(),
            _ => OwnView() with { Resources = [.. OwnView().Resources.Select(view => view with { WarehouseId = ownWarehouse })] },
        };

        var program = Sample.Program(Sample.OutputPort(), Sample.OutputPortFacts with { View = LiveView with { Comment = live }, OwnState = own });

        Assert.Equal((taken, dropped), (program.Prepare is not null, program.Clear is not null));
        var run = (await ProgramRun.Of(program.Run))[ResourceTypes.SqlTable, ResourceNames.View];
        Assert.Equal(ownWarehouse is null && !dropped ? View : null, run.ImportId);
        if (taken)
            Assert.Equal(ownWarehouse is null ? View : null, (await ProgramRun.Of(program.Prepare!))[ResourceTypes.SqlTable, ResourceNames.View].ImportId);
    }

    [Fact]
    public async Task Run_View_LeavesItToTheQueryWhichColumnsCanBeNull()
    {
        var run = await Run(facts => facts with { View = LiveView, OwnState = OwnView() });

        var view = run[ResourceTypes.SqlTable, ResourceNames.View];
        Assert.Equal(["columns[0].nullable", "columns[1].nullable", "columns[2].nullable"], view.Options.IgnoreChanges);
        Assert.DoesNotContain("nullable", view.Inputs["columns"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT `order_id`, `customer`, `amount` FROM `sales_orders_1`.`clean`.`orders`", "Key of the order", false)]
    [InlineData("SELECT 1", "Key of the order", true)]
    [InlineData("SELECT 1", "", false)]
    public void Settles_AnotherQueryOfDescribedColumns_PutsTheirCommentsBack(string live, string description, bool settles)
    {
        var port = Sample.OutputPort(("Key of the order", description), ("The customer's name", description));

        Assert.Equal(settles, Sample.Program(port, Sample.OutputPortFacts with { View = LiveView with { Definition = live }, OwnState = OwnView() }).Settles);
        // A view that is made anew has them.
        Assert.False(Sample.Program(port, Sample.OutputPortFacts with { View = LiveView with { Definition = live, Comment = "another" }, OwnState = OwnView() }).Settles);
    }

    [Fact]
    public async Task Clear_OwnViewHasAnotherName_IsDroppedBeforeTheNewOneIsMade()
    {
        var renamed = Sample.OutputPort(("viewNameOP: orders_view", "viewNameOP: orders_seen"));

        var program = Sample.Program(renamed, Sample.OutputPortFacts with { OwnState = OwnView("kept") });

        Assert.Contains(program.Notes, note => note.Contains($"'{View}'", StringComparison.Ordinal) && note.Contains("orders_seen", StringComparison.Ordinal));
        var cleared = await ProgramRun.Of(program.Clear!);
        Assert.False(cleared.Has(ResourceTypes.SqlTable, ResourceNames.View));
        Assert.Equal("""["kept"]""", cleared.Outputs[OutputNames.AccessList]!.ToJsonString());
        Assert.Equal("SELECT", Granted(await ProgramRun.Of(program.Run), "kept"));
        // One of the new name that is live takes the former one's place in one go.
        Assert.Null(Sample.Program(renamed, Sample.OutputPortFacts with { OwnState = OwnView(), View = LiveView }).Clear);
    }

    [Fact]
    public async Task Run_HostileNames_AreQuoted()
    {
        var port = Sample.OutputPort(("{ name: customer,", "{ name: \"a`; DROP TABLE x; --\","), ("tableName: orders", "tableName: \"o`r\\\"d'ers\""));
        var facts = Sample.OutputPortFacts with { SourceColumns = [.. Sample.OutputPortFacts.SourceColumns!, new ColumnFact("a`; DROP TABLE x; --", "string", null)] };

        var run = await Sample.Run(port, facts);

        Assert.Equal(
            "SELECT `order_id`, `a``; DROP TABLE x; --`, `amount` FROM `sales_orders_1`.`clean`.`o``r\"d'ers`",
            (string?)run[ResourceTypes.SqlTable, ResourceNames.View].Inputs["viewDefinition"]);
    }

    [Fact]
    public void Create_EverythingMissing_IsReportedAtOnce()
    {
        var problems = Sample.Problems(Sample.OutputPort(), Sample.OutputPortFacts with { SourceColumns = null, WarehouseIds = [], View = LiveView with { TableType = "MANAGED" } });

        Assert.Equal(
            ["dataProduct.components[3].specific.tableName", "dataProduct.components[3].specific.viewNameOP", "dataProduct.components[3].specific.sqlWarehouseName"],
            problems.Select(problem => problem[..problem.IndexOf(':', StringComparison.Ordinal)]));
    }

    [Theory]
    [InlineData("development", "does not exist in workspace 'sales_orders_1'. Run the DLT workload that creates it, or create it by hand, then try again.")]
    [InlineData("production", "does not exist in workspace 'sales_orders_1'. Check that the DLT workload that creates it is deployed and has run in this environment, and that the name is right.")]
    public void Create_SourceTableMissing_SaysWhatToDoInTheEnvironment(string environment, string advice)
    {
        var port = Sample.OutputPort(("environment: development", $"environment: {environment}"));

        Assert.Contains(advice, Assert.Single(Sample.Problems(port, Sample.OutputPortFacts with { SourceColumns = null })), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_ColumnsMissing_AreAllListed()
    {
        var problems = Sample.Problems(Sample.OutputPort(), Sample.OutputPortFacts with { SourceColumns = [new ColumnFact("ORDER_ID", "bigint", null)] });

        Assert.Equal(
            ["dataProduct.components[3].dataContract.schema[1].name", "dataProduct.components[3].dataContract.schema[2].name"],
            problems.Select(problem => problem[..problem.IndexOf(':', StringComparison.Ordinal)]));
        Assert.EndsWith("has no column 'amount'; it has ORDER_ID.", problems[1], StringComparison.Ordinal);
    }

    [Fact]
    public void OfSource_SameRuleAsTheProgram()
    {
        var facts = Sample.OutputPortFacts with { SourceColumns = null };

        Assert.Equal(Sample.Problems(Sample.OutputPort(), facts), OutputPortChecks.OfSource(Sample.OutputPort(), facts).Problems.Select(problem => problem.ToString()));
        Assert.Empty(OutputPortChecks.OfSource(Sample.OutputPort(), Sample.OutputPortFacts).Problems);
    }

    [Fact]
    public void OfSource_NoWorkspaceOrMetastoreYet_IsAWarningOfAValidationAndAProblemOfADeployment()
    {
        var absent = Sample.OutputPortFacts with { SourceColumns = null, Workspace = Sample.Absent };
        var unattached = absent with { Workspace = Sample.Managed with { Metastore = Sample.Managed.Metastore! with { AttachedId = null, AttachedName = null } } };

        foreach (var facts in new[] { absent, unattached })
        {
            var (problems, warnings) = OutputPortChecks.OfSource(Sample.OutputPort(), facts);
            Assert.Empty(problems);
            Assert.EndsWith(" yet.", Assert.Single(warnings), StringComparison.Ordinal);
        }

        Assert.Contains("cannot be looked up: the workspace 'sales_orders_1' has no metastore yet", Assert.Single(Sample.Problems(Sample.OutputPort(), unattached)), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_SeveralWarehousesOrAnotherMetastore_AreProblems()
    {
        var source = new WorkspaceFacts { State = WorkspaceState.Ready, Host = Sample.Host, Metastore = new MetastoreFacts { AttachedId = "metastore-2", AttachedName = "second" } };

        var problems = Sample.Problems(Sample.OutputPort(), Sample.OutputPortFacts with { WarehouseIds = ["a", "b"], SourceWorkspace = source });

        Assert.Equal(2, problems.Count);
        Assert.Contains("'second'", problems[0], StringComparison.Ordinal);
        Assert.Contains("a, b", problems[1], StringComparison.Ordinal);
    }

    private static Task<ProgramRun> Run(Func<OutputPortFacts, OutputPortFacts> change, Stacks.Settings.StackSettings? settings = null) =>
        Sample.Run(Sample.OutputPort(), change(Sample.OutputPortFacts), settings);

    private static OwnState OwnView(params string[] readers) => Sample.Own((ResourceTypes.SqlTable, ResourceNames.View, View)) with
    {
        Resources = [.. Sample.Own((ResourceTypes.SqlTable, ResourceNames.View, View)).Resources.Select(view => view with { WarehouseId = Sample.OutputPortFacts.WarehouseIds[0] })],
        Outputs = new JsonObject { [OutputNames.AccessList] = new JsonArray([.. readers.Select(reader => (JsonNode)reader)]) },
    };

    private static Principal User(string name) => new() { Kind = PrincipalKind.User, Name = name };

    private static string? Granted(ProgramRun run, string principal) => run[ResourceTypes.Grants, ResourceNames.ViewGrants].Inputs["grants"]!.AsArray()
        .Where(grant => (string?)grant!["principal"] == principal)
        .Select(grant => string.Join(',', grant!["privileges"]!.AsArray().Select(privilege => (string?)privilege)))
        .SingleOrDefault();
}

using Provisioner.Descriptors;
using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Reading;
using Provisioner.Facts.Catalogs;
using Provisioner.Facts.Components;
using Provisioner.Facts.Identities;
using Provisioner.Facts.Repositories;
using Provisioner.Facts.State;
using Provisioner.Facts.Workspaces;
using Provisioner.Stacks.Programs;
using Provisioner.Stacks.Settings;

namespace Provisioner.Stacks.Tests;

/// <summary>The sample data product's components, and a world for them to be deployed into.</summary>
internal static class Sample
{
    public const string Host = "adb-1.1.azuredatabricks.net";
    public const string OwnerRole = "aaaaaaaa-0000-4000-8000-000000000001";
    public const string DevelopersRole = "aaaaaaaa-0000-4000-8000-000000000002";
    public const string WorkspaceId = "/subscriptions/sub/resourceGroups/rg/providers/Microsoft.Databricks/workspaces/sales_orders_1";
    public const string RunAsId = "00000000-0000-4000-8000-0000000000aa";

    private static readonly string Text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "sales-orders.yaml"));

    public static StackSettings Settings { get; } = new()
    {
        Account = new AccountSettings { Id = "account-1" },
        Azure = new AzureSettings { SubscriptionId = "sub", ResourceGroup = "rg", OwnerRole = OwnerRole, DevelopersRole = DevelopersRole },
        Git = new GitSettings { UserName = "bot", Token = "ghp-secret" },
    };

    public static Principal Owner { get; } = new() { Kind = PrincipalKind.User, Name = "anna.rossi@company.com", AccountId = "501", AzureObjectId = "oid-owner" };

    public static Principal Developers { get; } = new() { Kind = PrincipalKind.Group, Name = "Sales-Developers", AccountId = "601", AzureObjectId = "oid-developers" };

    public static Principal RunAs { get; } = new() { Kind = PrincipalKind.ServicePrincipal, Name = RunAsId, AccountId = "701" };

    public static IdentityFacts Identities { get; } = new() { Owner = Owner, DevelopmentGroup = Developers, Deployer = "deployer" };

    public static WorkspaceFacts Unmanaged { get; } = new() { State = WorkspaceState.Ready, Host = Host };

    public static WorkspaceFacts Absent { get; } = new()
    {
        State = WorkspaceState.Absent,
        Metastore = new MetastoreFacts { WantedName = "main-metastore", WantedIds = ["metastore-1"] },
    };

    public static WorkspaceFacts Managed { get; } = new()
    {
        State = WorkspaceState.Ready,
        Host = "adb-7.7.azuredatabricks.net",
        Number = "7777",
        Resource = SharedObject.Live(WorkspaceId),
        Metastore = new MetastoreFacts { WantedName = "main-metastore", WantedIds = ["metastore-1"], AttachedId = "metastore-1", AttachedName = "main-metastore" },
    };

    public static JobFacts JobFacts { get; } = new()
    {
        Identities = Identities, Workspace = Unmanaged, OwnState = OwnState.Empty, Repository = RepositoryFacts.Absent, Objects = LiveObjects.None,
    };

    public static WorkflowFacts WorkflowFacts { get; } = new()
    {
        Identities = Identities,
        Workspace = Managed,
        OwnState = OwnState.Empty,
        Repository = RepositoryFacts.Absent,
        Objects = LiveObjects.None,
        ResolvedNames =
        [
            new ResolvedName(ResolvedKind.Job, "sales_orders_1_ingest-job_development", ["722254432318907"]),
            new ResolvedName(ResolvedKind.Pipeline, "sales_orders_1_clean-pipeline_development", ["pipeline-here"]),
            new ResolvedName(ResolvedKind.Warehouse, "main-warehouse", ["warehouse-here"]),
        ],
    };

    public static PipelineFacts PipelineFacts { get; } = new()
    {
        Identities = Identities, Workspace = Managed, OwnState = OwnState.Empty, Repository = RepositoryFacts.Absent, Objects = LiveObjects.None, Catalog = CatalogFacts.Absent,
    };

    public static OutputPortFacts OutputPortFacts { get; } = new()
    {
        Identities = Identities,
        Workspace = Managed,
        OwnState = OwnState.Empty,
        Catalog = new CatalogFacts { Catalog = SharedObject.Live("sales_orders_1"), Schema = SharedObject.Absent },
        View = ViewFacts.Absent,
        SourceColumns = [new ColumnFact("order_id", "bigint", null), new ColumnFact("customer", "string", null), new ColumnFact("amount", "decimal(10,2)", null), new ColumnFact("internal", "string", null)],
        WarehouseIds = ["wh1"],
    };

    public static JobComponent Job(params (string Old, string New)[] changes) =>
        Component<JobComponent>("ingest-job", [.. changes, ("workspace: sales_orders_1\n        metastore: main-metastore\n        jobName", $"workspace: {Host}\n        jobName")]);

    public static T Component<T>(string name, params (string Old, string New)[] changes)
        where T : Component
    {
        var text = Text.Replace("componentIdToProvision: urn:dmb:cmp:sales:orders:1:ingest-job", $"componentIdToProvision: urn:dmb:cmp:sales:orders:1:{name}", StringComparison.Ordinal);
        foreach (var (old, replacement) in changes)
        {
            Assert.Contains(old, text, StringComparison.Ordinal);
            text = text.Replace(old, replacement, StringComparison.Ordinal);
        }

        var reading = DescriptorReader.Read(text, new DescriptorSettings());
        Assert.Empty(reading.Problems);
        return Assert.IsType<T>(reading.Component);
    }

    public static WorkflowComponent Workflow(params (string Old, string New)[] changes) => Component<WorkflowComponent>("daily-flow", changes);

    public static PipelineComponent Pipeline(params (string Old, string New)[] changes) => Component<PipelineComponent>("clean-pipeline", changes);

    public static OutputPortComponent OutputPort(params (string Old, string New)[] changes) => Component<OutputPortComponent>("orders-view", changes);

    public static OwnState Own(params (string Type, string Name, string Id)[] resources) => new()
    {
        Resources = [.. resources.Select(r => new OwnResource { Urn = $"urn:pulumi:s::databricks-provisioner::{r.Type}::{r.Name}", Type = r.Type, Name = r.Name, Id = r.Id })],
    };

    public static StackProgram Program(Component component, ComponentFacts facts, StackSettings? settings = null)
    {
        var reading = StackPrograms.Create(component, facts, settings ?? Settings);
        Assert.Empty(reading.Problems);
        return reading.Program!;
    }

    public static Task<ProgramRun> Run(Component component, ComponentFacts facts, StackSettings? settings = null) => ProgramRun.Of(Program(component, facts, settings).Run);

    public static IReadOnlyList<string> Problems(Component component, ComponentFacts facts, StackSettings? settings = null) =>
        [.. StackPrograms.Create(component, facts, settings ?? Settings).Problems.Select(problem => problem.ToString())];
}

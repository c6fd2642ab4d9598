using Provisioner.Descriptors.Components;
using Provisioner.Facts.Catalogs;
using Provisioner.Facts.Components;
using Provisioner.Facts.Identities;
using Provisioner.Facts.Repositories;
using Provisioner.Facts.State;
using Provisioner.Facts.Workspaces;
using Provisioner.ReverseReader.Checks;

namespace Provisioner.ReverseReader.Tests.Checks;

public class ChecksTests
{
    private static readonly Principal Somebody = new() { Kind = PrincipalKind.User, Name = "a@b.com" };

    [Theory]
    [InlineData("development", "Run the DLT workload")]
    [InlineData("production", "deployed")]
    public void OutputPort_NoTable_SaysWhatToDoInThatEnvironment(string environment, string expected)
    {
        var component = ReaderFixture.Component<OutputPortComponent>("orders-view", ("environment: development", $"environment: {environment}"));

        var problem = Assert.Single(OutputPortCheck.Check(component, Port(null)).Problems);

        Assert.Contains("sales_orders_1.clean.orders", problem.Message, StringComparison.Ordinal);
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OutputPort_MissingColumns_AllListedWithTheirPaths()
    {
        var component = ReaderFixture.Component<OutputPortComponent>("orders-view");

        var problems = OutputPortCheck.Check(component, Port([new ColumnFact("CUSTOMER", "string", null)])).Problems;

        Assert.Equal(["order_id", "amount"], problems.Select(problem => problem.Message.Split('\'')[3]));
        Assert.All(problems, problem => Assert.Contains("dataContract.schema[", problem.Path, StringComparison.Ordinal));
    }

    [Fact]
    public void OutputPort_AllColumns_Ok() =>
        Assert.Equal(CheckResult.Ok.Problems, OutputPortCheck.Check(
            ReaderFixture.Component<OutputPortComponent>("orders-view"),
            Port([new ColumnFact("order_id", "bigint", null), new ColumnFact("Customer", "string", null), new ColumnFact("amount", "decimal(10,2)", null)])).Problems);

    [Fact]
    public void OutputPort_NoWorkspaceOrMetastoreYet_IsValidWithAWarning()
    {
        var component = ReaderFixture.Component<OutputPortComponent>("orders-view");
        var facts = Port(null);
        var absent = facts with { Workspace = new WorkspaceFacts { State = WorkspaceState.Absent } };
        var unattached = facts with { Workspace = facts.Workspace with { Metastore = new MetastoreFacts { WantedName = "m" } } };

        foreach (var result in new[] { OutputPortCheck.Check(component, absent), OutputPortCheck.Check(component, unattached) })
        {
            Assert.Empty(result.Problems);
            Assert.Single(result.Warnings);
        }
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(null, "aa", true)]
    [InlineData(null, "AA", true)]
    [InlineData(null, "bb", false)]
    [InlineData("aa", "bb", true)]
    [InlineData("bb", "aa", false)]
    public void Notebook_Hashes_DescriptorBeforeRecorded(string? accepted, string? recorded, bool ok)
    {
        const string path = "/orders_1/clean-pipeline/orders/clean";
        var component = ReaderFixture.Component<PipelineComponent>("clean-pipeline");
        if (accepted is not null)
            component = component with { NotebookHashes = new Dictionary<string, string> { [path] = accepted } };

        var result = NotebookCheck.Check(component, Pipeline(path, "aa"), recorded is null ? null : new Dictionary<string, string> { [path] = recorded });

        Assert.Equal(ok, result.Problems.Count == 0);
        if (!ok)
        {
            Assert.Contains($"- {path}: deployed bb, now aa", result.Problems[0].Message, StringComparison.Ordinal);
            Assert.EndsWith($"notebook_hash:\n  \"{path}\": aa", result.Problems[0].Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Notebook_RepoNotSynchronised_Ok()
    {
        var facts = Pipeline("/n", "aa") with { Repository = RepositoryFacts.Absent };

        Assert.Empty(NotebookCheck.Check(ReaderFixture.Component<PipelineComponent>("clean-pipeline"), facts, new Dictionary<string, string> { ["/n"] = "bb" }).Problems);
    }

    private static WorkspaceFacts Ready => new() { State = WorkspaceState.Ready, Host = ReaderFixture.Host };

    private static IdentityFacts People => new() { Owner = Somebody, DevelopmentGroup = Somebody };

    private static OutputPortFacts Port(IReadOnlyList<ColumnFact>? columns) => new()
    {
        Identities = People, Workspace = Ready, OwnState = OwnState.Empty, Catalog = CatalogFacts.Absent, View = ViewFacts.Absent, WarehouseIds = ["w"], SourceColumns = columns,
    };

    private static PipelineFacts Pipeline(string path, string hash) => new()
    {
        Identities = People, Workspace = Ready, OwnState = OwnState.Empty, Catalog = CatalogFacts.Absent, Objects = LiveObjects.None,
        Repository = new RepositoryFacts { Repo = new LiveObjects { Ids = ["1"] } }, NotebookHashes = new Dictionary<string, string> { [path] = hash },
    };
}

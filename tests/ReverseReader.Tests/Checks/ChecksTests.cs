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

    private static PipelineFacts Pipeline(string path, string hash) => new()
    {
        Identities = People, Workspace = Ready, OwnState = OwnState.Empty, Catalog = CatalogFacts.Absent, Objects = LiveObjects.None,
        Repository = new RepositoryFacts { Repo = new LiveObjects { Ids = ["1"] } }, NotebookHashes = new Dictionary<string, string> { [path] = hash },
    };
}

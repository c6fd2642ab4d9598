using Provisioner.Descriptors.Components;
using Provisioner.Facts.Components;
using Provisioner.Facts.State;
using Provisioner.Facts.Workspaces;
using Provisioner.ReverseReader.Components;

namespace Provisioner.ReverseReader.Tests.Components;

public sealed class FactReaderTests
{
    private const string JobName = "sales_orders_1_ingest-job_development";

    [Fact]
    public async Task Read_JobOnEmptyWorkspace_FindsPeopleAndNothingElse()
    {
        await using var fixture = await ReaderFixture.StartAsync();

        var reading = await fixture.Facts.ReadAsync(ReaderFixture.Component<JobComponent>("ingest-job"), OwnState.Empty);

        Assert.Empty(reading.Problems);
        var facts = Assert.IsType<JobFacts>(reading.Value);
        Assert.Equal("anna.rossi@company.com", facts.Identities.Owner.Name);
        Assert.Equal("sales-developers", facts.Identities.DevelopmentGroup.Name);
        Assert.NotNull(facts.Identities.Deployer);
        Assert.Equal(ReaderFixture.Host, facts.Workspace.Host);
        Assert.Empty(facts.Objects.Ids);
        Assert.Empty(facts.Repository.Repo.Ids);
        Assert.Equal(0, await fixture.ChangesAsync());
    }

    [Fact]
    public async Task Read_UnknownPeople_NamesEverySubject()
    {
        await using var fixture = await ReaderFixture.StartAsync();
        var component = ReaderFixture.Component<JobComponent>(
            "ingest-job", ("user:anna.rossi_company.com", "user:no.body_company.com"), ("group:sales-developers", "group:no-\\\" or displayName pr"), ("runAsPrincipalName:\n", "runAsPrincipalName: nobody\n"));

        var reading = await fixture.Facts.ReadAsync(component, OwnState.Empty);

        Assert.Equal(3, reading.Problems.Count);
        Assert.Contains(reading.Problems, problem => problem.Contains("user:no.body_company.com", StringComparison.Ordinal));
        Assert.Contains(reading.Problems, problem => problem.Contains("group:no-", StringComparison.Ordinal));
        Assert.Contains(reading.Problems, problem => problem.Contains("'nobody'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_GroupInOtherCase_AnswersTheExactSpelling()
    {
        await using var fixture = await ReaderFixture.StartAsync();
        await fixture.SeedAsync(new { groups = new[] { new { displayName = "Data-Ops" } } });

        var reading = await fixture.Facts.ReadAsync(ReaderFixture.Component<JobComponent>("ingest-job", ("group:sales-developers", "group:DATA-ops")), OwnState.Empty);

        Assert.Empty(reading.Problems);
        Assert.Equal("Data-Ops", reading.Value!.Identities.DevelopmentGroup.Name);
    }

    [Fact]
    public async Task Read_JobsOfTheName_ExactOnesOnlyInOrder()
    {
        await using var fixture = await ReaderFixture.StartAsync();
        var first = await fixture.CallAsync(HttpMethod.Post, "/api/2.2/jobs/create", new { name = JobName });
        await fixture.CallAsync(HttpMethod.Post, "/api/2.2/jobs/create", new { name = JobName.ToUpperInvariant() });
        await fixture.CallAsync(HttpMethod.Post, "/api/2.2/jobs/create", new { name = JobName + "2" });
        var second = await fixture.CallAsync(HttpMethod.Post, "/api/2.2/jobs/create", new { name = JobName });

        var reading = await fixture.Facts.ReadAsync(ReaderFixture.Component<JobComponent>("ingest-job"), OwnState.Empty);

        Assert.Equal([first["job_id"]!.ToJsonString(), second["job_id"]!.ToJsonString()], reading.Value is JobFacts facts ? facts.Objects.Ids : []);
    }

    [Fact]
    public async Task Read_OwnJobUnderAnotherName_IsLive()
    {
        await using var fixture = await ReaderFixture.StartAsync();
        var renamed = (await fixture.CallAsync(HttpMethod.Post, "/api/2.2/jobs/create", new { name = "renamed by hand" }))["job_id"]!.ToJsonString();
        var component = ReaderFixture.Component<JobComponent>("ingest-job");

        var live = Assert.IsType<JobFacts>((await fixture.Facts.ReadAsync(component, Own("databricks:index/job:Job", "job", renamed))).Value);
        var gone = Assert.IsType<JobFacts>((await fixture.Facts.ReadAsync(component, Own("databricks:index/job:Job", "job", "999"))).Value);
        var nonsense = Assert.IsType<JobFacts>((await fixture.Facts.ReadAsync(component, Own("databricks:index/job:Job", "job", "x/../y"))).Value);

        Assert.True(live.Objects.OwnIsLive);
        Assert.Empty(live.Objects.Ids);
        Assert.False(gone.Objects.OwnIsLive);
        Assert.False(nonsense.Objects.OwnIsLive);
    }

    [Fact]
    public async Task Read_RepoAtThePath_WithItsExplicitPermissions()
    {
        await using var fixture = await ReaderFixture.StartAsync();
        await fixture.CallAsync(HttpMethod.Post, "/api/2.0/workspace/mkdirs", new { path = "/orders_1/ingest-job" });
        var repo = await fixture.CallAsync(HttpMethod.Post, "/api/2.0/repos", new { url = "https://github.com/acme/other.git", provider = "gitHub", path = "/orders_1/ingest-job/orders" });
        await fixture.CallAsync(HttpMethod.Post, "/api/2.0/repos", new { url = "https://github.com/acme/other.git", provider = "gitHub", path = "/orders_1/ingest-job/orders2" });
        var id = repo["id"]!.ToJsonString();
        await fixture.CallAsync(HttpMethod.Put, $"/api/2.0/permissions/repos/{id}", new { access_control_list = new[] { new { group_name = "sales-owners", permission_level = "CAN_READ" } } });

        var facts = Assert.IsType<JobFacts>((await fixture.Facts.ReadAsync(ReaderFixture.Component<JobComponent>("ingest-job"), OwnState.Empty)).Value);

        Assert.Equal([id], facts.Repository.Repo.Ids);
        Assert.Equal("https://github.com/acme/other.git", facts.Repository.Url);
        Assert.Contains(new PermissionEntry("sales-owners", "CAN_READ"), facts.Repository.Repo.Permissions);
    }

    [Fact]
    public async Task Read_WorkflowReferences_ResolvedByName()
    {
        await using var fixture = await ReaderFixture.StartAsync();
        var job = (await fixture.CallAsync(HttpMethod.Post, "/api/2.2/jobs/create", new { name = JobName }))["job_id"]!.ToJsonString();

        var facts = Assert.IsType<WorkflowFacts>((await fixture.Facts.ReadAsync(ReaderFixture.Component<WorkflowComponent>("daily-flow"), OwnState.Empty)).Value);

        Assert.Equal([job], facts.ResolvedNames.Single(name => name.Kind == ResolvedKind.Job).Ids);
        Assert.Single(facts.ResolvedNames.Single(name => name.Kind == ResolvedKind.Warehouse).Ids);
        Assert.Empty(facts.ResolvedNames.Single(name => name.Kind == ResolvedKind.Pipeline).Ids);
    }

    [Fact]
    public async Task ReadForUnprovision_StraysAndRepo_AllFoundWithoutIdentities()
    {
        await using var fixture = await ReaderFixture.StartAsync();
        await fixture.CallAsync(HttpMethod.Post, "/api/2.2/jobs/create", new { name = JobName });
        await fixture.CallAsync(HttpMethod.Post, "/api/2.2/jobs/create", new { name = JobName });

        var reading = await fixture.Unprovision.ReadAsync(ReaderFixture.Target("ingest-job", ("user:anna.rossi_company.com", "user:no.body_company.com")), OwnState.Empty);

        Assert.Equal(2, reading.Value!.Objects.Ids.Count);
        Assert.Empty(reading.Value.Repo.Ids);
        Assert.Equal(0, (await fixture.ChangesAsync()) - 2);
    }

    [Fact]
    public void ReadForUnprovision_HostNameNotKnown_IsAnErrorWhileTheStateHoldsSomething()
    {
        var target = ReaderFixture.Target("ingest-job");
        var gone = new UnprovisionFacts { Workspace = new WorkspaceFacts { State = WorkspaceState.Absent }, OwnState = OwnState.Empty };

        Assert.Same(gone, UnprovisionReader.WithoutAddress(target, gone, "no such host").Value);
        var refused = UnprovisionReader.WithoutAddress(target, gone with { OwnState = Own("databricks:index/job:Job", "job", "7") }, "no such host");
        Assert.Contains("'provisioner pulumi stack rm --force --stack sales.orders.1.ingest-job.development'", Assert.Single(refused.Problems), StringComparison.Ordinal);
    }

    private static OwnState Own(string type, string name, string id) =>
        new() { Resources = [new OwnResource { Urn = $"urn:pulumi:s::p::{type}::{name}", Type = type, Name = name, Id = id }] };
}

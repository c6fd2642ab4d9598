using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Workspaces;
using Provisioner.Facts.Repositories;
using Provisioner.Facts.State;
using Provisioner.Stacks.Naming;
using Provisioner.Stacks.Settings;
using Pulumi;
using Dbx = Pulumi.Databricks;

namespace Provisioner.Stacks.Tests.Jobs;

public class JobProgramTests
{
    private const string JobName = "jobName: sales_orders_1_ingest-job_development";

    [Fact]
    public async Task Run_GitToken_IsASecretInputAndNoProviderHoldsCredentials()
    {
        var run = await Sample.Run(Sample.Component<JobComponent>("ingest-job"), Sample.JobFacts with { Workspace = Sample.Absent });

        var credential = (Dbx.GitCredentialArgs)run[ResourceTypes.GitCredential, ResourceNames.GitCredential].Args;
        Assert.True(await Output.IsSecretAsync(credential.PersonalAccessToken!.ToOutput()));
        string[] harmless = ["host", "authType", "accountId", "azureWorkspaceResourceId", "subscriptionId", "environment"];
        Assert.All(run.Resources.Where(r => r.Type.StartsWith("pulumi:providers:", StringComparison.Ordinal)), provider => Assert.Empty(provider.Inputs.Select(input => input.Key).Except(harmless)));
    }

    [Fact]
    public async Task Run_Everything_HasAnExplicitProviderAndIsRetainedExactlyWhenShared()
    {
        var run = await Sample.Run(Sample.Component<JobComponent>("ingest-job"), Sample.JobFacts with { Workspace = Sample.Absent, Identities = Sample.Identities with { RunAs = Sample.RunAs } });

        string[] owned = [ResourceNames.Repo, ResourceNames.RepoPermissions, ResourceNames.Job, ResourceNames.JobPermissions];
        foreach (var resource in run.Resources.Where(r => !r.Type.StartsWith("pulumi:providers:", StringComparison.Ordinal)))
        {
            Assert.NotNull(resource.Provider);
            Assert.Equal(!owned.Contains(resource.Name), resource.Retained);
        }
    }

    [Fact]
    public async Task Run_OneLiveJobOfTheName_IsAdopted()
    {
        var facts = Sample.JobFacts with { Objects = Live(false, "7") };

        Assert.Equal("7", (await Sample.Run(Sample.Job(), facts))[ResourceTypes.Job, ResourceNames.Job].ImportId);
        Assert.Contains("id 7", Assert.Single(Sample.Program(Sample.Job(), facts).Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_LiveRepoOfAnotherAddress_IsTakenAsItIsAndReplacedAfterwards()
    {
        var repository = new RepositoryFacts { Repo = Live(false, "5"), Url = "https://github.com/acme/foreign.git" };

        var program = Sample.Program(Sample.Job(), Sample.JobFacts with { Repository = repository });

        Assert.Contains(program.Notes, note => note.Contains("https://github.com/acme/foreign.git", StringComparison.Ordinal));
        var taken = (await ProgramRun.Of(program.Prepare!))[ResourceTypes.Repo, ResourceNames.Repo];
        Assert.Equal(("5", "*"), (taken.ImportId, Assert.Single(taken.Options.IgnoreChanges)));
        var replaced = (await ProgramRun.Of(program.Run))[ResourceTypes.Repo, ResourceNames.Repo];
        Assert.Null(replaced.ImportId);
        Assert.Empty(replaced.Options.IgnoreChanges);
        var same = Sample.Program(Sample.Job(), Sample.JobFacts with { Repository = repository with { Url = "https://github.com/acme/orders-ingest.git" } });
        Assert.Null(same.Prepare);
        Assert.Equal("5", (await ProgramRun.Of(same.Run))[ResourceTypes.Repo, ResourceNames.Repo].ImportId);
    }

    [Theory]
    [InlineData("7", true, new[] { "7" }, null)]
    [InlineData("7", false, new[] { "8" }, "8")]
    [InlineData("7", false, new string[0], null)]
    [InlineData("7", true, new string[0], null)]
    public async Task Run_JobInTheOwnState_IsContinuedUnlessItVanishedAndAnotherTookItsName(string own, bool ownIsLive, string[] live, string? import)
    {
        var facts = Sample.JobFacts with { OwnState = Sample.Own((ResourceTypes.Job, ResourceNames.Job, own)), Objects = Live(ownIsLive, live) };

        Assert.Equal(import, (await Sample.Run(Sample.Job(), facts))[ResourceTypes.Job, ResourceNames.Job].ImportId);
    }

    [Theory]
    [InlineData(null, false, new[] { "7", "8" })]
    [InlineData("7", true, new[] { "7", "8" })]
    [InlineData("7", true, new[] { "8" })]
    public void Create_MoreThanOneLiveJob_IsAProblemThatNamesAllIds(string? own, bool ownIsLive, string[] live)
    {
        var state = own is null ? OwnState.Empty : Sample.Own((ResourceTypes.Job, ResourceNames.Job, own));

        var problem = Assert.Single(Sample.Problems(Sample.Job(), Sample.JobFacts with { OwnState = state, Objects = Live(ownIsLive, live) }));

        Assert.StartsWith("dataProduct.components[0].specific.jobName: ", problem, StringComparison.Ordinal);
        Assert.Contains("7", problem, StringComparison.Ordinal);
        Assert.Contains("8", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CAN_READ", "CAN_VIEW", "CAN_READ")]
    [InlineData("CAN_RUN", "CAN_MANAGE_RUN", "CAN_RUN")]
    [InlineData("CAN_EDIT", "CAN_MANAGE", "CAN_EDIT")]
    [InlineData("can_manage", "CAN_MANAGE", "CAN_MANAGE")]
    [InlineData("NO_PERMISSIONS", null, null)]
    public async Task Run_PermissionSetting_BecomesTheObjectsOwnLevel(string setting, string? onJob, string? onRepo)
    {
        var pair = new RolePair { Owner = "CAN_MANAGE", Developers = setting };

        var run = await Sample.Run(Sample.Job(), Sample.JobFacts, Sample.Settings with { Job = pair, Repo = pair });

        Assert.Equal(onJob, Level(run, ResourceNames.JobPermissions, "groupName", "Sales-Developers"));
        Assert.Equal(onRepo, Level(run, ResourceNames.RepoPermissions, "groupName", "Sales-Developers"));
        Assert.Equal("CAN_MANAGE", Level(run, ResourceNames.JobPermissions, "userName", "anna.rossi@company.com"));
    }

    [Fact]
    public async Task Run_NobodyGetsAnything_DeclaresNoPermissionList()
    {
        var none = new RolePair { Owner = "NO_PERMISSIONS", Developers = "NO_PERMISSIONS" };

        var run = await Sample.Run(Sample.Job(), Sample.JobFacts, Sample.Settings with { Job = none, Repo = none });

        Assert.DoesNotContain(run.Resources, resource => resource.Type == ResourceTypes.Permissions);
    }

    [Theory]
    [InlineData("deployer", "userName")]
    [InlineData("5c0a5c6e-0f6d-4c5e-9a53-7b1f3f0e7a11", "servicePrincipalName")]
    public async Task Run_NobodyGetsAnythingButSomebodyHas_LeavesTheDeployUserAlone(string deployer, string property)
    {
        var none = new RolePair { Owner = "NO_PERMISSIONS", Developers = "NO_PERMISSIONS" };
        var facts = Sample.JobFacts with
        {
            Identities = Sample.Identities with { Deployer = deployer },
            Objects = new LiveObjects { Ids = ["7"], Permissions = [new PermissionEntry("admins", "CAN_MANAGE"), new PermissionEntry("stranger", "CAN_VIEW"), new PermissionEntry("maker", "IS_OWNER")] },
            Repository = RepositoryFacts.Absent with { Repo = new LiveObjects { Ids = ["8"], Permissions = [new PermissionEntry("stranger", "CAN_EDIT"), new PermissionEntry(deployer, "CAN_MANAGE")] } },
        };

        var settings = Sample.Settings with { Job = none, Repo = none };
        var run = await Sample.Run(Sample.Job(), facts, settings);

        Assert.Equal("IS_OWNER", Level(run, ResourceNames.JobPermissions, property, deployer));
        Assert.Equal("CAN_MANAGE", Level(run, ResourceNames.RepoPermissions, property, deployer));
        Assert.All(run.Resources.Where(resource => resource.Type == ResourceTypes.Permissions), list => Assert.Single(list.Inputs["accessControls"]!.AsArray()));
        var notes = Sample.Program(Sample.Job(), facts, settings).Notes;
        Assert.Contains($"The job passes from 'maker' (IS_OWNER) to the deploy user '{deployer}': its permission list belongs to the component.", notes);
        Assert.Equal(2, notes.Count(note => note.Contains("'stranger'", StringComparison.Ordinal)));
        Assert.DoesNotContain(notes, note => note.Contains("admins", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_NobodyGetsAnythingAnyMore_TheListStaysWithTheDeployUserAlone()
    {
        var none = new RolePair { Owner = "NO_PERMISSIONS", Developers = "NO_PERMISSIONS" };
        var own = Sample.Own((ResourceTypes.Job, ResourceNames.Job, "7"), (ResourceTypes.Permissions, ResourceNames.JobPermissions, "/jobs/7"));

        var run = await Sample.Run(Sample.Job(), Sample.JobFacts with { OwnState = own }, Sample.Settings with { Job = none, Repo = none });

        Assert.Equal("IS_OWNER", Level(run, ResourceNames.JobPermissions, "userName", "deployer"));
        Assert.DoesNotContain(run.Resources, resource => resource.Name == ResourceNames.RepoPermissions);
    }

    [Fact]
    public async Task Run_OwnerIsTheDeveloperGroupOrTheDeployer_HasOneEntryOrNone()
    {
        var same = Sample.Identities with { Owner = Sample.Developers };
        var self = Sample.Identities with { Deployer = Sample.Owner.Name };

        var merged = await Sample.Run(Sample.Job(), Sample.JobFacts with { Identities = same });
        var without = await Sample.Run(Sample.Job(), Sample.JobFacts with { Identities = self });

        Assert.Equal("CAN_MANAGE", Level(merged, ResourceNames.JobPermissions, "groupName", "Sales-Developers"));
        Assert.Single(merged[ResourceTypes.Permissions, ResourceNames.JobPermissions].Inputs["accessControls"]!.AsArray());
        Assert.Null(Level(without, ResourceNames.JobPermissions, "userName", "anna.rossi@company.com"));
    }

    [Fact]
    public void Create_EntriesOfOthers_AreReplacedAndSaidSo()
    {
        var live = Live(true, "7") with { Permissions = [new PermissionEntry("stranger", "CAN_VIEW"), new PermissionEntry("deployer", "IS_OWNER"), new PermissionEntry(Sample.Owner.Name, "CAN_VIEW")] };
        var facts = Sample.JobFacts with { OwnState = Sample.Own((ResourceTypes.Job, ResourceNames.Job, "7")), Objects = live };

        Assert.Contains("'stranger'", Assert.Single(Sample.Program(Sample.Job(), facts).Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Tag_IsTheSourceOfJobAndRepo()
    {
        var run = await Sample.Run(Sample.Job(("gitReference: main\n          gitReferenceType: BRANCH", "gitReference: v1.0\n          gitReferenceType: TAG")), Sample.JobFacts);

        var source = run[ResourceTypes.Job, ResourceNames.Job].Inputs["gitSource"]!.AsObject();
        Assert.Equal(("v1.0", null), ((string?)source["tag"], (string?)source["branch"]));
        var repo = run[ResourceTypes.Repo, ResourceNames.Repo].Inputs;
        Assert.Equal(("v1.0", null), ((string?)repo["tag"], (string?)repo["branch"]));
    }

    [Fact]
    public async Task Run_GitProviderOfTheDescriptor_WinsEverywhere()
    {
        var run = await Sample.Run(Sample.Job(("gitPath: notebooks/ingest", "gitPath: notebooks/ingest\n          gitProvider: GITLAB")), Sample.JobFacts);

        Assert.Equal("gitLab", (string?)run[ResourceTypes.Job, ResourceNames.Job].Inputs["gitSource"]!["provider"]);
        Assert.Equal("gitLab", (string?)run[ResourceTypes.Repo, ResourceNames.Repo].Inputs["gitProvider"]);
        Assert.Equal("gitLab", (string?)run[ResourceTypes.GitCredential, ResourceNames.GitCredential].Inputs["gitProvider"]);
    }

    [Fact]
    public async Task Run_NoToken_MakesNoCredential()
    {
        var run = await Sample.Run(Sample.Job(), Sample.JobFacts, Sample.Settings with { Git = new GitSettings() });

        Assert.DoesNotContain(run.Resources, resource => resource.Type == ResourceTypes.GitCredential);
        Assert.Equal(["folder"], run[ResourceTypes.Repo, ResourceNames.Repo].DependsOn);
    }

    [Fact]
    public async Task Run_RepoDirectlyUnderTheRoot_HasNoFolder()
    {
        var run = await Sample.Run(Sample.Job(("repoPath: orders_1/ingest-job/orders", "repoPath: orders")), Sample.JobFacts);

        Assert.False(run.Has(ResourceTypes.Folder, ResourceNames.Folder));
        Assert.Equal("/orders", (string?)run[ResourceTypes.Repo, ResourceNames.Repo].Inputs["path"]);
    }

    [Theory]
    [InlineData(null, "9")]
    [InlineData("9", null)]
    [InlineData("5", "9")]
    public async Task Run_LiveRepoAtThePath_IsAdoptedUnlessItIsOurs(string? own, string? import)
    {
        var facts = Sample.JobFacts with
        {
            OwnState = own is null ? OwnState.Empty : Sample.Own((ResourceTypes.Repo, ResourceNames.Repo, own)),
            Repository = Sample.JobFacts.Repository with { Repo = Live(own is not null, "9") },
        };

        Assert.Equal(import, (await Sample.Run(Sample.Job(), facts))[ResourceTypes.Repo, ResourceNames.Repo].ImportId);
    }

    [Fact]
    public async Task Run_Emulator_IsAddressedByHttp()
    {
        var run = await Sample.Run(Sample.Job(), Sample.JobFacts, Sample.Settings with { HostScheme = "http", Authentication = new AuthenticationSettings { Azure = "pat" } });

        var provider = run["pulumi:providers:databricks", ResourceNames.WorkspaceProvider].Inputs;
        Assert.Equal(("http://adb-1.1.azuredatabricks.net", "pat"), ((string?)provider["host"], (string?)provider["authType"]));
    }

    [Theory]
    [InlineData(Cloud.Azure, "availability: SPOT_WITH_FALLBACK_AZURE", "-1", "azureAttributes", """{"availability":"SPOT_WITH_FALLBACK_AZURE","firstOnDemand":1,"spotBidMaxPrice":-1}""")]
    [InlineData(Cloud.Azure, "other: x", "0.4", "azureAttributes", """{"availability":"SPOT_WITH_FALLBACK_AZURE","firstOnDemand":1,"spotBidMaxPrice":0.4}""")]
    [InlineData(Cloud.Aws, "availability: SPOT", "80", "awsAttributes", """{"availability":"SPOT","firstOnDemand":1,"spotBidPricePercent":80}""")]
    [InlineData(Cloud.Aws, "other: x", "-1", "awsAttributes", """{"availability":"SPOT_WITH_FALLBACK","firstOnDemand":1}""")]
    [InlineData(Cloud.Gcp, "availability: PREEMPTIBLE_GCP", "-1", "gcpAttributes", """{"availability":"PREEMPTIBLE_GCP","firstOnDemand":1}""")]
    public async Task Run_SpotSettings_BecomeTheAttributesOfTheCloud(Cloud cloud, string availability, string bid, string field, string expected)
    {
        var host = cloud switch { Cloud.Aws => "x.cloud.databricks.com", Cloud.Gcp => "1.2.gcp.databricks.com", _ => Sample.Host };
        var job = Sample.Component<JobComponent>(
            "ingest-job",
            ("workspace: sales_orders_1\n        metastore: main-metastore\n        jobName", $"workspace: {host}\n        jobName"),
            ("availability: SPOT_WITH_FALLBACK_AZURE", availability),
            ("spotBidMaxPrice: -1", $"spotBidMaxPrice: {bid}"));

        var run = await Sample.Run(job, Sample.JobFacts);

        var cluster = run[ResourceTypes.Job, ResourceNames.Job].Inputs["tasks"]![0]!["newCluster"]!.AsObject();
        var attributes = Assert.Single(cluster, setting => setting.Key.EndsWith("Attributes", StringComparison.Ordinal));
        Assert.Equal((field, expected), (attributes.Key, System.Text.Json.JsonSerializer.Serialize(attributes.Value!.AsObject().OrderBy(a => a.Key, StringComparer.Ordinal).ToDictionary())));
        Assert.Equal(cloud == Cloud.Azure ? "azure-client-secret" : "oauth-m2m", (string?)run["pulumi:providers:databricks", ResourceNames.WorkspaceProvider].Inputs["authType"]);
    }

    [Fact]
    public async Task Run_SpotInstancesFalse_AsksForOnDemandMachinesOnly()
    {
        var run = await Sample.Run(Sample.Job(("spotInstances: true", "spotInstances: false")), Sample.JobFacts);

        var azure = run[ResourceTypes.Job, ResourceNames.Job].Inputs["tasks"]![0]!["newCluster"]!["azureAttributes"]!;
        Assert.Equal(("ON_DEMAND_AZURE", null), ((string?)azure["availability"], azure["spotBidMaxPrice"]));
    }

    [Fact]
    public async Task Run_HostileName_IsPassedOnAsItIs()
    {
        const string name = "`; DROP \\\\ % _ 'x'";

        var run = await Sample.Run(Sample.Job((JobName, $"jobName: {System.Text.Json.JsonSerializer.Serialize(name)}")), Sample.JobFacts);

        Assert.Equal(name, (string?)run[ResourceTypes.Job, ResourceNames.Job].Inputs["name"]);
    }

    [Fact]
    public void ToString_GitSettings_HidesTheToken() => Assert.DoesNotContain("ghp-secret", Sample.Settings.ToString(), StringComparison.Ordinal);

    private static LiveObjects Live(bool ownIsLive, params string[] ids) => new() { Ids = ids, OwnIsLive = ownIsLive };

    private static string? Level(ProgramRun run, string list, string kind, string principal) => run.Resources
        .Where(resource => resource.Type == ResourceTypes.Permissions && resource.Name == list)
        .SelectMany(resource => resource.Inputs["accessControls"]!.AsArray())
        .Where(entry => (string?)entry![kind] == principal)
        .Select(entry => (string?)entry!["permissionLevel"])
        .SingleOrDefault();
}

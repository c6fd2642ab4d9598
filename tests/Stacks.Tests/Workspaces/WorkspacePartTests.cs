using Provisioner.Descriptors.Components;
using Provisioner.Facts.State;
using Provisioner.Facts.Workspaces;
using Provisioner.Stacks.Naming;
using Provisioner.Stacks.Settings;
using Provisioner.Stacks.Workspaces;

namespace Provisioner.Stacks.Tests.Workspaces;

public class WorkspacePartTests
{
    private const string Assignment = Sample.WorkspaceId + "/providers/Microsoft.Authorization/roleAssignments/11111111-0000-4000-8000-000000000001";
    private const string Role = "/subscriptions/sub/providers/Microsoft.Authorization/roleDefinitions/" + Sample.OwnerRole;

    private static readonly JobComponent Job = Sample.Component<JobComponent>("ingest-job");

    [Fact]
    public async Task Run_NewWorkspace_GivesItsHostToTheProviderAndComesBeforeEverything()
    {
        var run = await Run(Sample.Absent);

        Assert.Equal("https://adb-7.7.azuredatabricks.net", (string?)run["pulumi:providers:databricks", ResourceNames.WorkspaceProvider].Inputs["host"]);
        Assert.Equal(["workspace-role-owner", "workspace-role-developers", "workspace-owner", "workspace-developers", "metastore"], run[ResourceTypes.Folder, ResourceNames.Folder].DependsOn);
        Assert.Equal("adb-7.7.azuredatabricks.net", (string?)run.Outputs[OutputNames.WorkspaceHost]);
    }

    [Fact]
    public async Task Run_WorkspaceOfSomebodyElse_IsOnlyRead() =>
        Assert.Equal(Sample.WorkspaceId, (await Run(Sample.Managed))[ResourceTypes.Workspace, ResourceNames.Workspace].ReadId);

    [Fact]
    public async Task Run_WorkspaceInTheOwnState_StaysManaged()
    {
        var workspace = (await Run(Sample.Managed, Sample.Own((ResourceTypes.Workspace, ResourceNames.Workspace, Sample.WorkspaceId.ToUpperInvariant()))))[ResourceTypes.Workspace, ResourceNames.Workspace];

        Assert.Null(workspace.ReadId);
        Assert.Null(workspace.ImportId);
        Assert.True(workspace.Retained);
    }

    [Fact]
    public async Task Run_AnotherWorkspaceInTheOwnState_IsReplacedByTheLiveOne() =>
        Assert.Equal(
            Sample.WorkspaceId,
            (await Run(Sample.Managed, Sample.Own((ResourceTypes.Workspace, ResourceNames.Workspace, "/old"))))[ResourceTypes.Workspace, ResourceNames.Workspace].ImportId);

    [Theory]
    [InlineData(WorkspaceState.Creating, "Try again in some minutes")]
    [InlineData(WorkspaceState.Failed, "could not create")]
    public void Create_WorkspaceThatIsNotReady_IsAProblem(WorkspaceState state, string expected)
    {
        var problem = Assert.Single(Sample.Problems(Job, Sample.JobFacts with { Workspace = Sample.Managed with { State = state } }));

        Assert.StartsWith("dataProduct.components[0].specific.workspace: ", problem, StringComparison.Ordinal);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_UnmanagedWorkspaceThatIsGone_IsAProblem() =>
        Assert.Contains("does not exist", Assert.Single(Sample.Problems(Sample.Job(), Sample.JobFacts with { Workspace = Sample.Absent })), StringComparison.Ordinal);

    [Fact]
    public void Create_NothingConfiguredToManageWith_IsAProblemThatNamesTheSettings()
    {
        var problem = Assert.Single(Sample.Problems(Job, Sample.JobFacts with { Workspace = Sample.Absent }, new StackSettings()));

        Assert.Contains("Azure subscription, Azure resource group, Databricks account id", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new string[0], null, "no metastore named 'main-metastore'")]
    [InlineData(new[] { "a", "b" }, null, "a, b")]
    [InlineData(new[] { "a" }, "z", "'other-metastore', not to 'main-metastore'")]
    public void Create_MetastoreThatDoesNotFit_IsAProblem(string[] wanted, string? attached, string expected)
    {
        var metastore = new MetastoreFacts { WantedName = "main-metastore", WantedIds = wanted, AttachedId = attached, AttachedName = attached is null ? null : "other-metastore" };

        var problem = Assert.Single(Sample.Problems(Job, Sample.JobFacts with { Workspace = Sample.Managed with { Metastore = metastore } }));

        Assert.StartsWith("dataProduct.components[0].specific.metastore: ", problem, StringComparison.Ordinal);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_PeopleThatAccountOrAzureDoNotKnow_AreProblems()
    {
        var identities = Sample.Identities with { Owner = Sample.Owner with { AccountId = null }, DevelopmentGroup = Sample.Developers with { AzureObjectId = null } };

        var problems = Sample.Problems(Job, Sample.JobFacts with { Workspace = Sample.Managed, Identities = identities });

        Assert.Equal(["dataProduct.dataProductOwner", "dataProduct.devGroup"], problems.Select(problem => problem[..problem.IndexOf(':', StringComparison.Ordinal)]));
        Assert.Empty(Sample.Problems(Sample.Job(), Sample.JobFacts with { Identities = identities }));
    }

    [Fact]
    public async Task Run_MetastoreAttachedBySomebodyElse_IsLeftAlone() => Assert.False((await Run(Sample.Managed)).Has(ResourceTypes.MetastoreAssignment, ResourceNames.Metastore));

    [Fact]
    public async Task Run_MetastoreInTheOwnState_StaysDeclared() =>
        Assert.True((await Run(Sample.Managed, Sample.Own((ResourceTypes.MetastoreAssignment, ResourceNames.Metastore, "7777|metastore-1")))).Has(ResourceTypes.MetastoreAssignment, ResourceNames.Metastore));

    [Fact]
    public async Task Run_RoleGivenByHand_IsTakenOverUnderItsOwnName()
    {
        var role = (await Run(Sample.Managed with { RoleAssignments = [new RoleAssignmentFact(Assignment, Role, "OID-owner")] }))[ResourceTypes.RoleAssignment, ResourceNames.WorkspaceRoleOwner];

        Assert.Equal(("11111111-0000-4000-8000-000000000001", Assignment), ((string?)role.Inputs["roleAssignmentName"], role.ImportId));
    }

    [Fact]
    public async Task Prepare_NoPermissionsOverARoleGivenByHand_ImportsItAndRunLeavesItOut()
    {
        var settings = Sample.Settings with { Azure = Sample.Settings.Azure with { OwnerRole = "no_permissions" } };
        var facts = Sample.JobFacts with { Workspace = Sample.Managed with { RoleAssignments = [new RoleAssignmentFact(Assignment, Role, "oid-owner"), new RoleAssignmentFact("/x/other", Role, "oid-else")] } };

        var program = Sample.Program(Job, facts, settings);
        var prepared = await ProgramRun.Of(program.Prepare!);
        var run = await ProgramRun.Of(program.Run);

        var doomed = prepared[ResourceTypes.RoleAssignment, "workspace-role-owner-11111111-0000-4000-8000-000000000001"];
        Assert.Equal((Assignment, false), (doomed.ImportId, doomed.Retained));
        Assert.Equal(["workspace-role-developers"], run.Resources.Where(r => r.Type == ResourceTypes.RoleAssignment).Select(r => r.Name));
        Assert.Equal(run.Names.Append(doomed.Name).Order(StringComparer.Ordinal), prepared.Names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Prepare_NoPermissionsOverARoleOfOurs_LetsItBeDeletedUnderItsName()
    {
        var settings = Sample.Settings with { Azure = Sample.Settings.Azure with { OwnerRole = "NO_PERMISSIONS" } };
        var facts = Sample.JobFacts with
        {
            Workspace = Sample.Managed with { RoleAssignments = [new RoleAssignmentFact(Assignment, Role, "oid-owner")] },
            OwnState = Sample.Own((ResourceTypes.RoleAssignment, ResourceNames.WorkspaceRoleOwner, Assignment)),
        };

        var doomed = (await ProgramRun.Of(Sample.Program(Job, facts, settings).Prepare!))[ResourceTypes.RoleAssignment, ResourceNames.WorkspaceRoleOwner];

        Assert.Equal((null, false), (doomed.ImportId, doomed.Retained));
    }

    [Fact]
    public void Prepare_NothingToTakeAway_IsNotNeeded() => Assert.Null(Sample.Program(Job, Sample.JobFacts with { Workspace = Sample.Managed }).Prepare);

    [Fact]
    public async Task Run_NoRoleConfigured_LeavesRolesAlone() =>
        Assert.DoesNotContain(
            (await Run(Sample.Absent, settings: Sample.Settings with { Azure = Sample.Settings.Azure with { OwnerRole = null, DevelopersRole = null } })).Resources,
            resource => resource.Type == ResourceTypes.RoleAssignment);

    [Theory]
    [InlineData("ADMIN", "ADMIN")]
    [InlineData("USER", "USER")]
    public async Task Run_DevelopersWhoAreMembers_LoseNothing(string live, string expected)
    {
        var run = await Run(Sample.Managed with { Members = [new WorkspaceMember("601", [live]), new WorkspaceMember("501", ["USER"])] });

        Assert.Equal(expected, (string?)run[ResourceTypes.WorkspaceAssignment, ResourceNames.WorkspaceDevelopers].Inputs["permissions"]![0]);
        Assert.Equal("ADMIN", (string?)run[ResourceTypes.WorkspaceAssignment, ResourceNames.WorkspaceOwner].Inputs["permissions"]![0]);
    }

    [Fact]
    public async Task Run_OwnerIsTheDevelopmentGroup_IsAssignedOnce()
    {
        var run = await Sample.Run(Job, Sample.JobFacts with { Workspace = Sample.Absent, Identities = Sample.Identities with { Owner = Sample.Developers } });

        Assert.Equal(["workspace-owner"], run.Resources.Where(r => r.Type == ResourceTypes.WorkspaceAssignment).Select(r => r.Name));
    }

    [Theory]
    [InlineData("azure-msi", true)]
    [InlineData("pat", false)]
    public async Task Run_AuthTypeOfAzure_BringsTheResourceIdAlong(string authType, bool expected)
    {
        var run = await Run(Sample.Absent, settings: Sample.Settings with { Authentication = new AuthenticationSettings { Azure = authType } });

        Assert.Equal(expected, run["pulumi:providers:databricks", ResourceNames.WorkspaceProvider].Inputs.ContainsKey("azureWorkspaceResourceId"));
    }

    [Fact]
    public async Task Run_TrialSku_IsAskedForInAzuresSpelling() =>
        Assert.Equal("trial", (string?)(await Run(Sample.Absent, settings: Sample.Settings with { Azure = Sample.Settings.Azure with { Sku = "TRIAL" } }))[ResourceTypes.Workspace, ResourceNames.Workspace].Inputs["sku"]!["name"]);

    [Fact]
    public void VersionFive_KnownName_GivesTheKnownGuid() =>
        Assert.Equal("886313e1-3b8a-5372-9b90-0c9aee199e5d", RoleAssignmentName.VersionFive(new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "python.org").ToString());

    [Fact]
    public void Of_SameAssignment_GivesTheSameNameHoweverItIsCased()
    {
        Assert.Equal(RoleAssignmentName.Of("/Scope", "P", "R"), RoleAssignmentName.Of("/scope", "p", "r"));
        Assert.NotEqual(RoleAssignmentName.Of("/scope", "p", "r"), RoleAssignmentName.Of("/scope", "p", "q"));
    }

    private static Task<ProgramRun> Run(WorkspaceFacts workspace, OwnState? own = null, StackSettings? settings = null) =>
        Sample.Run(Job, Sample.JobFacts with { Workspace = workspace, OwnState = own ?? OwnState.Empty }, settings);
}

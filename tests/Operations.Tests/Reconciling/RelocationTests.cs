using System.Text.Json.Nodes;
using Provisioner.Descriptors.Workspaces;
using Provisioner.Facts.State;
using Provisioner.Facts.Workspaces;
using Provisioner.Operations.Reconciling;
using Provisioner.Stacks.Naming;
using Provisioner.Stacks.Settings;

namespace Provisioner.Operations.Tests.Reconciling;

public class RelocationTests
{
    private const string Host = "adb-1.1.azuredatabricks.net";

    private const string WorkspaceId = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Databricks/workspaces/first";

    private static readonly StackSettings Settings = new() { Azure = new AzureSettings { SubscriptionId = "s", ResourceGroup = "g" } };

    [Theory]
    [InlineData("ADB-1.1.azuredatabricks.net", false)]
    [InlineData("adb-2.2.azuredatabricks.net", true)]
    public void IsElsewhere_WorkspaceByItsAddress_TheAddressDecides(string wanted, bool elsewhere) => Assert.Equal(elsewhere, IsElsewhere(
        Own(), new UnmanagedWorkspace(wanted, Cloud.Azure), new WorkspaceFacts { State = WorkspaceState.Ready, Host = wanted }));

    [Theory]
    [InlineData("first", false)]
    [InlineData("second", true)]
    public void IsElsewhere_ManagedWorkspaceThatIsNotThere_TheResourceDecides(string wanted, bool elsewhere) => Assert.Equal(elsewhere, IsElsewhere(
        Own(WorkspaceId.ToUpperInvariant()), new ManagedWorkspace(wanted), new WorkspaceFacts { State = WorkspaceState.Absent }));

    [Fact]
    public void IsElsewhere_NeverDeployedOrNoWorkspaceNamed_OnlyWhatWasDeployedIsSomewhere()
    {
        var absent = new WorkspaceFacts { State = WorkspaceState.Absent };

        Assert.False(IsElsewhere(OwnState.Empty, null, absent));
        Assert.True(IsElsewhere(Own(), null, absent));
    }

    [Theory]
    [InlineData("first", true)]
    [InlineData("second", false)]
    public void IsGone_ManagedWorkspaceThatIsNotThere_OnlyWhatWasDeployedToItIsForgotten(string wanted, bool gone) => Assert.Equal(gone, FormerWorkspace.IsGone(
        Own(WorkspaceId), Settings.ResourceIdOf(new ManagedWorkspace(wanted)), new WorkspaceFacts { State = WorkspaceState.Absent }));

    private static bool IsElsewhere(OwnState own, WorkspaceReference? wanted, WorkspaceFacts live) => new Relocation(Settings).IsElsewhere(own, wanted, live);

    private static OwnState Own(string? resourceId = null)
    {
        var outputs = new JsonObject { [OutputNames.WorkspaceHost] = Host };
        if (resourceId is not null)
            outputs[OutputNames.WorkspaceResourceId] = resourceId;
        return new OwnState { Resources = [], Outputs = outputs, WorkspaceHost = Host };
    }
}

using Provisioner.Descriptors;
using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Reading;
using Provisioner.Stacks.Naming;
using Provisioner.Stacks.Strays;

namespace Provisioner.Stacks.Tests.Strays;

public class StrayProgramTests
{
    [Theory]
    [InlineData("ingest-job", ResourceTypes.Job, "job-900", "900")]
    [InlineData("daily-flow", ResourceTypes.Job, "job-900", "900")]
    [InlineData("clean-pipeline", ResourceTypes.Pipeline, "pipeline-900", "900")]
    [InlineData("orders-view", ResourceTypes.SqlTable, "view-sales_orders_1.published.orders_view", "sales_orders_1.published.orders_view")]
    public async Task Run_Stray_IsImportedAsItIs(string component, string type, string name, string id)
    {
        var program = StrayProgram.Create(Target(component), Sample.Host, [id], Sample.Settings);

        var run = await ProgramRun.Of(program.Run);

        var stray = run[type, name];
        Assert.Equal((id, "workspace"), (stray.ImportId, stray.Provider));
        Assert.Equal(type == ResourceTypes.SqlTable ? StrayProgram.ViewContents : ["*"], stray.Options.IgnoreChanges);
        Assert.False(stray.Retained);
        Assert.Equal([$"urn:pulumi:sales.orders.1.{component}.development::databricks-provisioner::{type}::{name}"], program.Objects);
        Assert.Equal(program.Objects, program.Targets);
        Assert.Equal(2, run.Resources.Count);
    }

    [Fact]
    public async Task Run_StackIsInAnotherWorkspace_ItsProviderIsLeftAlone()
    {
        var run = await ProgramRun.Of(StrayProgram.Create(Target("ingest-job"), Sample.Host, ["900"], Sample.Settings, apart: true).Run);

        Assert.Equal("strays", run[ResourceTypes.Job, "job-900"].Provider);
        Assert.DoesNotContain("workspace", run.Names);
    }

    private static UnprovisionTarget Target(string component)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "sales-orders.yaml"))
            .Replace("componentIdToProvision: urn:dmb:cmp:sales:orders:1:ingest-job", $"componentIdToProvision: urn:dmb:cmp:sales:orders:1:{component}", StringComparison.Ordinal);
        return DescriptorReader.ReadForUnprovision(text, new DescriptorSettings()).Target!;
    }
}

using Provisioner.Facts.Catalogs;
using Provisioner.Facts.State;
using Provisioner.Stacks.Settings;

namespace Provisioner.Stacks.Tests.Programs;

/// <summary>The exact resources, arguments, options, dependencies and outputs of a full and a minimal descriptor of every kind.</summary>
public class GoldenTests
{
    [Fact]
    public async Task Job_Full_InAnUnmanagedWorkspace() =>
        Golden.Matches("job-full", await Sample.Run(Sample.Job(), Sample.JobFacts with { Identities = Sample.Identities with { RunAs = Sample.RunAs } }));

    [Fact]
    public async Task Job_Minimal_WithoutSettings()
    {
        var job = Sample.Job(
            ("        scheduling:\n          cronExpression: 0 0 5 * * ?\n          javaTimezoneId: Europe/Rome\n", ""),
            (Between("          driverNodeTypeId: Standard_DS3_v2\n          numWorkers", "sparkEnvVarsDevelopment:\n            - { name: LOG_LEVEL, value: DEBUG }\n"), "          numWorkers: 1\n"),
            ("      description: Loads raw orders every morning\n", ""));

        Golden.Matches("job-minimal", await Sample.Run(job, Sample.JobFacts, new StackSettings { Repo = Nobody, Job = Nobody }));
    }

    [Fact]
    public async Task Job_Full_InANewManagedWorkspace() =>
        Golden.Matches("job-new-workspace", await Sample.Run(Sample.Component<Descriptors.Components.JobComponent>("ingest-job"), Sample.JobFacts with { Workspace = Sample.Absent }));

    [Fact]
    public async Task Workflow_Full() => Golden.Matches("workflow-full", await Sample.Run(Sample.Workflow(), Sample.WorkflowFacts));

    [Fact]
    public async Task Workflow_Minimal_Empty()
    {
        var workflow = Sample.Workflow(
            (Between("        workflow:\n", "warehouse_id: 0f3a9a1b2c3d4e5f }\n"), ""),
            (Between("        workflowTasksInfoList:\n", "referencedClusterName: main-warehouse }\n"), ""));

        Golden.Matches("workflow-minimal", await Sample.Run(workflow, Sample.WorkflowFacts));
    }

    [Fact]
    public async Task Pipeline_Full_OnAnEmptyCatalog() =>
        Golden.Matches("pipeline-full", await Sample.Run(Sample.Pipeline(), Sample.PipelineFacts with { NotebookHashes = new Dictionary<string, string> { ["/n"] = "hash" } }));

    [Fact]
    public async Task Pipeline_Minimal_OnALiveCatalog()
    {
        var pipeline = Sample.Pipeline(
            ("mode: ENHANCED\n          minWorkers: 1\n          maxWorkers: 3\n          workerType: Standard_DS3_v2\n          driverType: Standard_DS3_v2\n          sparkConf: {}\n          tags: { team: sales }", "numWorkers: 0"),
            (Between("        notifications:\n", "on-flow-failure ] }\n"), ""));
        var facts = Sample.PipelineFacts with
        {
            Workspace = Sample.Unmanaged,
            Catalog = new CatalogFacts { Catalog = SharedObject.Live("sales_orders_1"), Schema = SharedObject.Live("sales_orders_1.clean") },
        };

        Golden.Matches("pipeline-minimal", await Sample.Run(pipeline with { Workspace = Sample.Job().Workspace }, facts));
    }

    [Fact]
    public async Task OutputPort_Full_InDevelopment() => Golden.Matches("output-port-full", await Sample.Run(Sample.OutputPort(), Sample.OutputPortFacts));

    [Fact]
    public async Task OutputPort_Minimal_InProduction()
    {
        var port = Sample.OutputPort(
            ("environment: development", "environment: production"),
            ("      description: The customer's view of orders\n", ""),
            (Between("          - { name: order_id", "scale: 2 }\n"), ""));

        Golden.Matches("output-port-minimal", await Sample.Run(port, Sample.OutputPortFacts, Sample.Settings with { Catalog = new PrivilegePair(), Schema = new PrivilegePair() }));
    }

    private static RolePair Nobody => new() { Owner = "NO_PERMISSIONS", Developers = "no_permissions" };

    /// <summary>The sample's text from one mark to the end of another.</summary>
    private static string Between(string start, string end)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "sales-orders.yaml"));
        var from = text.IndexOf(start, StringComparison.Ordinal);
        return text[from..(text.IndexOf(end, from, StringComparison.Ordinal) + end.Length)];
    }
}

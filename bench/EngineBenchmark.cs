using System.Diagnostics;
using Provisioner.EngineCommand;
using Pulumi;
using Pulumi.Automation;
using Pulumi.Automation.Commands;
using Pulumi.Databricks;
using Pulumi.Databricks.Inputs;

namespace Provisioner.Bench;

/// <summary>An <c>up</c> of a stack through the Automation API, in process, against an emulator in a process of its own.</summary>
internal static class EngineBenchmark
{
    private const int Runs = 30;

    public static async Task RunAsync(string program)
    {
        await using var emulator = await ProvisionerProcess.StartAsync(program, "emulator", "--port", "0");
        var folder = System.IO.Directory.CreateTempSubdirectory("bench-engine-");
        try
        {
            var command = await EngineCommandFactory.CreateAsync(new EngineCommandOptions { Root = folder.FullName }, CancellationToken.None);
            foreach (var resources in (int[])[16, 64, 256])
                await StackAsync(command, emulator.Address, folder.FullName, resources);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task StackAsync(PulumiCommand command, Uri emulator, string folder, int resources)
    {
        var stack = await OpenAsync(command, emulator, folder, resources);
        var clock = Stopwatch.StartNew();
        await stack.UpAsync();
        Report.Line($"`up` that creates {resources} resources", $"{Report.Number(clock.Elapsed.TotalMilliseconds)} ms", "");
        foreach (var refresh in (bool[])[false, true])
        {
            await stack.UpAsync(new UpOptions { Refresh = refresh });
            var times = new List<TimeSpan>();
            for (var i = 0; i < Runs; i++)
            {
                clock.Restart();
                await stack.UpAsync(new UpOptions { Refresh = refresh });
                times.Add(clock.Elapsed);
            }

            var goal = resources != 16 ? "linear in resources" : refresh ? "≤ 150 ms" : "≤ 60 ms (CLI: 2,100–2,500 ms)";
            Report.Times($"`up` with nothing to do, {resources} resources{(refresh ? ", with refresh" : "")}", times, goal);
        }
    }

    /// <summary>The stack's own resource, a provider, and jobs and folders for the rest.</summary>
    private static async Task<WorkspaceStack> OpenAsync(PulumiCommand command, Uri emulator, string folder, int resources)
    {
        var host = emulator.ToString().TrimEnd('/');
        var program = PulumiFn.Create(() =>
        {
            var options = new CustomResourceOptions { Provider = new Pulumi.Databricks.Provider("workspace", new ProviderArgs { Host = host, AuthType = "pat" }) };
            for (var i = 2; i < resources; i++)
            {
                if (i % 2 == 0)
                    _ = new Pulumi.Databricks.Directory($"folder-{i}", new DirectoryArgs { Path = $"/bench-{resources}/{i}" }, options);
                else
                    _ = new Job($"job-{i}", new JobArgs { Name = $"bench-{resources}-{i}", Tasks = { new JobTaskArgs { TaskKey = "main", NotebookTask = new JobTaskNotebookTaskArgs { NotebookPath = "/n" } } } }, options);
            }
        });
        var workspace = await LocalWorkspace.CreateAsync(new LocalWorkspaceOptions
        {
            Program = program,
            PulumiCommand = command,
            ProjectSettings = new ProjectSettings("bench", ProjectRuntimeName.Dotnet) { Backend = new ProjectBackend { Url = "file://" + folder } },
            EnvironmentVariables = new Dictionary<string, string?> { ["PULUMI_CONFIG_PASSPHRASE"] = "bench", ["DATABRICKS_TOKEN"] = "dapi-bench", ["PULUMI_BACKEND_URL"] = "file://" + folder },
        });
        return await WorkspaceStack.CreateOrSelectAsync($"stack-{resources}", workspace);
    }
}

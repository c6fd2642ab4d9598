using Provisioner.Operations.Connections;
using Provisioner.Operations.Data;
using Provisioner.Stacks.Naming;
using Pulumi.Automation;

namespace Provisioner.Operations.Engine;

/// <summary>Opens the stacks of components with everything that a run of the engine needs.</summary>
public sealed class EngineStacks(DataFolder folder, EngineSettings settings, ConnectionSettings connections)
{
    /// <summary>Where the embedded engine looks for the id of the lock that it is to take.</summary>
    private const string LockVariable = "PROVISIONER_LOCK_ID";

    /// <summary>Has the component ever been deployed? Told from the backend's file, without starting the engine.</summary>
    public bool Exists(string stack)
    {
        var states = Path.Combine(folder.StatesFolder, ".pulumi", "stacks", ResourceTypes.Project);
        return File.Exists(Path.Combine(states, stack + ".json")) || File.Exists(Path.Combine(states, stack + ".json.gz"));
    }

    /// <param name="lockId">The id of the lock that operations on the stack take.</param>
    /// <exception cref="EngineUnavailableException">There is no engine to open it with.</exception>
    public async Task<EngineStack> OpenAsync(string stack, string lockId, CancellationToken cancellationToken)
    {
        var options = new LocalWorkspaceOptions
        {
            WorkDir = WorkFolderOf(stack),
            PulumiHome = folder.PulumiHome,
            PulumiCommand = await CommandAsync(cancellationToken),
            SecretsProvider = "passphrase",
            EnvironmentVariables = Environment(lockId),
        };
        return new EngineStack(stack, await LocalWorkspace.CreateAsync(options, cancellationToken), settings.Parallel, () => RemoveWorkFolder(stack));
    }

    private async Task<Pulumi.Automation.Commands.PulumiCommand> CommandAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await settings.CommandAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Each SDK has exceptions of its own for a program that is missing, does not start or is too old.
            throw new EngineUnavailableException(failure);
        }
    }

    private Dictionary<string, string?> Environment(string lockId)
    {
        var variables = connections.ProviderEnvironment(System.Environment.GetEnvironmentVariables().Keys.Cast<string>());
        variables["PULUMI_BACKEND_URL"] = folder.BackendUrl;
        variables["PULUMI_CONFIG_PASSPHRASE"] = settings.Passphrase;
        variables["PULUMI_SKIP_UPDATE_CHECK"] = "true";
        variables["PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK"] = "true";
        variables[LockVariable] = lockId;
        return variables;
    }

    /// <summary>Each stack has a folder of its own: the engine writes the stack's settings file there, and others work beside it.</summary>
    private string WorkFolderOf(string stack)
    {
        var path = Path.Combine(folder.WorkFolder, stack);
        Directory.CreateDirectory(path);
        var project = Path.Combine(path, "Pulumi.yaml");
        if (!File.Exists(project))
            File.WriteAllText(project, $"name: {ResourceTypes.Project}\nruntime: dotnet\ndescription: Components of data products on Databricks\n");
        return path;
    }

    private void RemoveWorkFolder(string stack)
    {
        var path = Path.Combine(folder.WorkFolder, stack);
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }
}

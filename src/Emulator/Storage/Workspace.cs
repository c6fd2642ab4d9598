using System.Globalization;

namespace Provisioner.Emulator.Storage;

/// <summary>What one workspace holds for itself. Identities and Unity Catalog belong to the world.</summary>
internal sealed class Workspace(ChangeCounter changes, long id, string name, string host)
{
    public long Id { get; } = id;

    public string Key { get; } = id.ToString(CultureInfo.InvariantCulture);

    public string Name { get; } = name;

    public string Host { get; } = host;

    /// <summary>Id of the Azure operation that makes it, until then it does not answer; null when it is there from the start.</summary>
    public string? Operation { get; init; }

    public Table Jobs { get; } = new(changes);

    /// <summary>Deleted jobs: their access lists can still be read, as recorded from the real provider's refresh.</summary>
    public Table DeletedJobs { get; } = new(new ChangeCounter());

    public Table Repos { get; } = new(changes);

    /// <summary>Directories, notebooks, files and git folders, by path.</summary>
    public Table Objects { get; } = new(changes);

    /// <summary>Content of notebooks and files, by path, in base 64.</summary>
    public Table Contents { get; } = new(changes);

    /// <summary>Explicit access lists, by <c>kind/id</c>.</summary>
    public Table Permissions { get; } = new(changes);

    /// <summary>Git credentials with their owner and token, which no answer shows.</summary>
    public Table GitCredentials { get; } = new(changes);

    public Table Pipelines { get; } = new(changes);

    public Table Warehouses { get; } = new(changes);

    public Table Clusters { get; } = new(changes);

    /// <summary>Answers of SQL statements by id. Running a query is no change, so they are not counted.</summary>
    public Table Statements { get; } = new(new ChangeCounter());

    /// <summary>Whether it answers: a new one does when Azure has finished making it.</summary>
    public bool Ready(World world) => Operation is null || world.AzureOperations.Find(Operation) is not { } operation || Azure.AzureOperation.IsDone(world, operation);
}

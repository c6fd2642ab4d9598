namespace Provisioner.Operations;

/// <summary>How operations are run and kept: section <c>Operations</c> of the settings.</summary>
public sealed class OperationsOptions
{
    /// <summary>How many stacks are worked on side by side; 1 to 64.</summary>
    public int Concurrency { get; set; } = 8;

    /// <summary>How long the service waits at its stop for running steps to finish.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long operations are kept after their end, with request, log and result.</summary>
    public TimeSpan KeepOperations { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How many entries of its history each stack keeps; the newest ones.</summary>
    public int KeepHistory { get; set; } = 50;

    /// <summary>How many backups of its state each stack keeps; the newest ones.</summary>
    public int KeepBackups { get; set; } = 20;

    /// <summary>After a crash in the middle of a creation: how long its call, which Databricks may still be working on, is given to show.</summary>
    public TimeSpan LostCallWait { get; set; } = TimeSpan.FromSeconds(5);
}

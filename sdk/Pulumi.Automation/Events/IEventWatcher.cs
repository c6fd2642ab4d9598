namespace Pulumi.Automation.Events;

/// <summary>Receives the engine events of one command.</summary>
internal interface IEventWatcher : IAsyncDisposable
{
    /// <summary>Value of the command's <c>--event-log</c>.</summary>
    string EventLog { get; }

    /// <summary>The command has ended: completes when every event that it sent has been handed on.</summary>
    Task CompleteAsync();
}

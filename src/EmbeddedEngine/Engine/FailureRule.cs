namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>What a failed step means for the others.</summary>
internal enum FailureRule
{
    /// <summary>Nothing that is not on its way already is started.</summary>
    StopAfterGrace,

    /// <summary>Nothing more is started.</summary>
    Stop,

    /// <summary>The others go on; the operation ends as failed.</summary>
    GoOn,
}

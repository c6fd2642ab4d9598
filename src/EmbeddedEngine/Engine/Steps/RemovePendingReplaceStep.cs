namespace Provisioner.EmbeddedEngine.Engine.Steps;

/// <summary>Drops the note of a resource whose replacement never came and is no longer wanted.</summary>
internal sealed class RemovePendingReplaceStep : Step
{
    public RemovePendingReplaceStep(ResourceEntry old)
        : base(old, null) => Require(old.State.PendingReplacement, "Only a resource that waits for its replacement is dropped like this.");

    public override string Op => StepOp.RemovePendingReplace;

    public override bool Logical => false;

    public override bool IsInternal => true;

    public override Task<StepResult> ApplyAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult(StepResult.Ok);

    public override StateChange Change() => new([Old!], [], MustWrite: true);
}

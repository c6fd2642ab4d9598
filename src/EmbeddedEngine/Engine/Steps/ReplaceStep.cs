namespace Provisioner.EmbeddedEngine.Engine.Steps;

/// <summary>Stands for a whole replacement in the log and the summary; the physical steps around it do the work.</summary>
internal sealed class ReplaceStep(ResourceEntry old, ResourceEntry @new) : Step(old, @new)
{
    public override string Op => StepOp.Replace;

    public override bool Answers => false;

    public override Task<StepResult> ApplyAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult(StepResult.Ok);

    public override StateChange Change() => StateChange.None;
}

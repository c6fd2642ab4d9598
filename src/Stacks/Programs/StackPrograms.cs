using Provisioner.Descriptors.Components;
using Provisioner.Facts.Components;
using Provisioner.Stacks.Jobs;
using Provisioner.Stacks.OutputPorts;
using Provisioner.Stacks.Pipelines;
using Provisioner.Stacks.Settings;
using Provisioner.Stacks.Workflows;

namespace Provisioner.Stacks.Programs;

/// <summary>Makes the program of a component. Pure: the same component, facts and settings always make the same program.</summary>
public static class StackPrograms
{
    /// <exception cref="ArgumentException">The facts are those of another kind of component.</exception>
    public static StackProgramReading Create(Component component, ComponentFacts facts, StackSettings settings) => (component, facts) switch
    {
        (JobComponent job, JobFacts jobFacts) => JobProgram.Create(job, jobFacts, settings),
        (WorkflowComponent workflow, WorkflowFacts workflowFacts) => WorkflowProgram.Create(workflow, workflowFacts, settings),
        (PipelineComponent pipeline, PipelineFacts pipelineFacts) => PipelineProgram.Create(pipeline, pipelineFacts, settings),
        (OutputPortComponent port, OutputPortFacts portFacts) => OutputPortProgram.Create(port, portFacts, settings),
        _ => throw new ArgumentException($"{facts.GetType().Name} are no facts of a {component.Kind}.", nameof(facts)),
    };
}

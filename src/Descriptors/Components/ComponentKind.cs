namespace Provisioner.Descriptors.Components;

/// <summary>What a component becomes on Databricks.</summary>
public enum ComponentKind
{
    Job,
    Workflow,
    Pipeline,
    OutputPort,
}

using System.Reflection;

namespace Pulumi;

/// <summary>A resource that groups others and lives nowhere but in the state.</summary>
public class ComponentResource : Resource
{
    public ComponentResource(string type, string name, ComponentResourceOptions? options = null)
        : this(type, name, ResourceArgs.Empty, options)
    {
    }

    public ComponentResource(string type, string name, ResourceArgs? args, ComponentResourceOptions? options = null, bool remote = false)
        : base(type, name, custom: false, args ?? ResourceArgs.Empty, options ?? new ComponentResourceOptions(), remote)
        => IsRemote = remote;

    internal bool IsRemote { get; }

    /// <summary>Registers the properties with an <see cref="OutputAttribute"/>.</summary>
    protected void RegisterOutputs()
        => RegisterOutputs((
            from property in GetType().GetProperties()
            let output = property.GetCustomAttribute<OutputAttribute>()
            where output is not null && property.Name != nameof(Urn)
            select KeyValuePair.Create(string.IsNullOrWhiteSpace(output.Name) ? property.Name : output.Name, property.GetValue(this)))
            .ToDictionary(StringComparer.Ordinal));

    protected void RegisterOutputs(IDictionary<string, object?> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        RegisterOutputs(Output.Create(outputs));
    }

    protected void RegisterOutputs(Task<IDictionary<string, object?>> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        RegisterOutputs(Output.Create(outputs));
    }

    protected void RegisterOutputs(Output<IDictionary<string, object?>> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        Deployment.CurrentOrThrow.Resources.StartOutputs(this, outputs);
    }
}

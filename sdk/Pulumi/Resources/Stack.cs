using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi;

/// <summary>The root of a program's resources; its outputs are the stack's.</summary>
#pragma warning disable CA1711 // The name is the official SDK's.
public class Stack : ComponentResource
#pragma warning restore CA1711
{
    internal const string TypeName = "pulumi:pulumi:Stack";

    public Stack(StackOptions? options = null)
        : base(TypeName, $"{Deployment.Instance.ProjectName}-{Deployment.Instance.StackName}", ToResourceOptions(options))
        => Deployment.CurrentOrThrow.Stack = this;

    /// <summary>A stack whose resources the function declares and whose outputs it returns.</summary>
    internal Stack(Func<Task<IDictionary<string, object?>>> program, StackOptions? options)
        : this(options)
    {
        Outputs = Output.Create(RunAsync(program));
        RegisterOutputs(Outputs);
    }

    internal Output<IDictionary<string, object?>> Outputs { get; private set; }
        = Output.Create<IDictionary<string, object?>>(ImmutableDictionary<string, object?>.Empty);

    /// <summary>Registers the properties with an <see cref="OutputAttribute"/> of a class derived from this one.</summary>
    /// <exception cref="RunException">One has no value, or is not an output.</exception>
    internal void RegisterPropertyOutputs()
    {
        var outputs = (
            from property in GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            let output = property.GetCustomAttribute<OutputAttribute>()
            where output is not null && property.DeclaringType?.IsAssignableFrom(typeof(Stack)) != true
            select (Name: output.Name ?? property.Name, Value: property.GetValue(this))).ToArray();

        var unassigned = outputs.Where(output => output.Value is null).Select(output => output.Name).ToArray();
        if (unassigned.Length > 0)
            throw new RunException($"Output(s) '{string.Join(", ", unassigned)}' have no value assigned. [Output] attributed properties must be assigned inside Stack constructor.");
        var mistyped = outputs.Where(output => output.Value is not IOutput).Select(output => output.Name).ToArray();
        if (mistyped.Length > 0)
            throw RunException.OutputsHaveIncorrectType(mistyped);

        Outputs = Output.Create<IDictionary<string, object?>>(
            outputs.ToImmutableDictionary<(string Name, object? Value), string, object?>(output => output.Name, output => output.Value));
        RegisterOutputs(Outputs);
    }

    // Starts on this thread, inside the deployment; what it throws becomes the outputs' failure.
    private static async Task<IDictionary<string, object?>> RunAsync(Func<Task<IDictionary<string, object?>>> program)
        => (await program().ConfigureAwait(false)).ToImmutableDictionary();

    private static ComponentResourceOptions? ToResourceOptions(StackOptions? options)
        => options is null ? null : new ComponentResourceOptions { ResourceTransformations = options.ResourceTransformations };
}

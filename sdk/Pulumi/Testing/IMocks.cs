using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>Answers for the engine in tests.</summary>
public interface IMocks
{
    /// <summary>A resource is registered, or read: its id, if it is to be known, and its outputs.</summary>
    Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args);

    /// <summary>A function is called: its result.</summary>
    Task<object> CallAsync(MockCallArgs args);

    /// <summary>A component, or the stack, has registered its outputs.</summary>
    Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args) => Task.CompletedTask;
}

public class MockResourceArgs
{
    public string? Type { get; set; }

    public string? Name { get; set; }

    /// <summary>The arguments that are known, without secrets' wrapping.</summary>
    public ImmutableDictionary<string, object> Inputs { get; set; } = null!;

    /// <summary>URN and id of an explicit provider.</summary>
    public string? Provider { get; set; }

    /// <summary>The id of a resource that is read or imported.</summary>
    public string? Id { get; set; }
}

public class MockCallArgs
{
    public string? Token { get; set; }

    public ImmutableDictionary<string, object> Args { get; set; } = null!;

    public string? Provider { get; set; }
}

#pragma warning disable CA1051, MA0069 // The fields are the official SDK's.
public class MockRegisterResourceOutputsRequest(string urn, ImmutableDictionary<string, Output<object?>> outputs)
{
    public readonly string Urn = urn;

    public readonly ImmutableDictionary<string, Output<object?>> Outputs = outputs;
}
#pragma warning restore CA1051, MA0069

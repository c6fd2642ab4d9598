using Pulumi.Serialization;

namespace Pulumi;

/// <summary>An output whose type is not at hand.</summary>
internal interface IOutput
{
    Task<OutputData<object?>> GetDataAsync();
}

/// <summary>An input whose type is not at hand.</summary>
internal interface IInput
{
    /// <summary>The output to serialise: of a list or map it holds inputs, so that each element keeps its own secrecy.</summary>
    IOutput ToOutput();
}

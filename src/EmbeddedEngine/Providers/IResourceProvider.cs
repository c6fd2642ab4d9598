using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers;

/// <summary>
/// A provider: one instance per provider resource (URN and id) of an operation. Inputs reach it with secrets unwrapped to plain
/// values and never with output values; unknowns are there in previews only. It answers outputs plain as well: the engine marks as
/// secret what the inputs had as secret, the resource's additional secret outputs, and <see cref="PropertyMap"/> values that the
/// provider itself wrapped. Expected refusals are <see cref="ProviderException"/>; anything else is a bug.
/// </summary>
public interface IResourceProvider : IAsyncDisposable
{
    /// <summary>Checks the provider resource's own arguments. May wrap credentials into secrets.</summary>
    Task<CheckResult> CheckConfigAsync(string urn, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellationToken);

    Task<DiffResult> DiffConfigAsync(string urn, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellationToken);

    /// <summary>Called once, before any resource call. With unknowns in <paramref name="inputs"/> (preview) later calls get <c>Unconfigured</c> answers.</summary>
    Task ConfigureAsync(PropertyMap inputs, CancellationToken cancellationToken);

    Task<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellationToken);

    Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellationToken);

    Task<CreateResult> CreateAsync(CreateRequest request, CancellationToken cancellationToken);

    /// <summary>Null when the object does not exist.</summary>
    Task<ReadResult?> ReadAsync(ReadRequest request, CancellationToken cancellationToken);

    Task<UpdateResult> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken);

    Task DeleteAsync(DeleteRequest request, CancellationToken cancellationToken);

    /// <summary>Calls a function of the provider (a data source).</summary>
    Task<PropertyMap> InvokeAsync(string token, PropertyMap arguments, CancellationToken cancellationToken) =>
        throw new ProviderException($"the function '{token}' is not supported by the embedded engine");
}

/// <summary>Makes providers by package name ("databricks", "azure-native").</summary>
public interface IProviderSource
{
    /// <summary>The packages this source can make, with their versions: what <c>plugin ls</c> prints.</summary>
    IReadOnlyDictionary<string, string> Packages { get; }

    /// <param name="environment">The environment of the operation (never the process's own): credentials come from here (F5).</param>
    /// <returns>Null for a package that is not known: the engine refuses it by name.</returns>
    IResourceProvider? Create(string package, string version, IReadOnlyDictionary<string, string?> environment);
}

/// <param name="RandomSeed">32 bytes that stay the same for a URN within one operation: for automatic names.</param>
public sealed record CheckRequest(string Urn, string Type, string Name, PropertyMap OldInputs, PropertyMap NewInputs, ImmutableArray<byte> RandomSeed);

/// <param name="Property">Path of the failing property, or null for the whole resource.</param>
public sealed record CheckFailure(string? Property, string Reason);

public sealed record CheckResult(PropertyMap Inputs, ImmutableArray<CheckFailure> Failures)
{
    public static CheckResult Ok(PropertyMap inputs) => new(inputs, []);
}

public sealed record DiffRequest(
    string Urn, string Type, string Id, PropertyMap OldInputs, PropertyMap OldOutputs, PropertyMap NewInputs, ImmutableArray<string> IgnoreChanges);

public enum PropertyDiffKind
{
    Add,
    AddReplace,
    Delete,
    DeleteReplace,
    Update,
    UpdateReplace,
}

/// <param name="InputDiff">True when the difference is between old and new inputs, false when between old outputs and new inputs.</param>
public sealed record PropertyDiff(PropertyDiffKind Kind, bool InputDiff);

/// <param name="Changes">Null: the provider cannot tell.</param>
/// <param name="Replaces">Top-level keys or paths whose change forces a replacement.</param>
/// <param name="DetailedDiff">By property path, e.g. <c>tasks[0].notebookTask.notebookPath</c>.</param>
public sealed record DiffResult(
    bool? Changes,
    ImmutableArray<string> Diffs,
    ImmutableArray<string> Replaces,
    ImmutableArray<string> Stables,
    bool DeleteBeforeReplace,
    ImmutableSortedDictionary<string, PropertyDiff> DetailedDiff)
{
    public static DiffResult None { get; } = new(false, [], [], [], false, ImmutableSortedDictionary<string, PropertyDiff>.Empty);
}

/// <param name="Preview">Nothing is called; outputs that only the real creation can tell are unknown.</param>
/// <param name="Timeout">Null: the provider's default.</param>
public sealed record CreateRequest(string Urn, string Type, string Name, PropertyMap Inputs, bool Preview, TimeSpan? Timeout);

public sealed record CreateResult(string Id, PropertyMap Outputs);

/// <param name="Inputs">The inputs in the state; empty for an import or a <c>Get</c>.</param>
/// <param name="Outputs">The outputs in the state; for an import or a <c>Get</c> the given properties.</param>
public sealed record ReadRequest(string Urn, string Type, string Name, string Id, PropertyMap Inputs, PropertyMap Outputs);

public sealed record ReadResult(string Id, PropertyMap Inputs, PropertyMap Outputs);

public sealed record UpdateRequest(
    string Urn, string Type, string Name, string Id, PropertyMap OldInputs, PropertyMap OldOutputs, PropertyMap NewInputs,
    ImmutableArray<string> IgnoreChanges, bool Preview, TimeSpan? Timeout);

public sealed record UpdateResult(PropertyMap Outputs);

public sealed record DeleteRequest(string Urn, string Type, string Name, string Id, PropertyMap OldInputs, PropertyMap OldOutputs, TimeSpan? Timeout);

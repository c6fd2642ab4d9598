using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.State;

/// <summary>One resource in the state of a stack: the fields of the checkpoint format, version 3 (recordings, F4).</summary>
public sealed record ResourceState
{
    public required string Urn { get; init; }

    public required string Type { get; init; }

    /// <summary>True for resources with a provider; false for the stack and for components.</summary>
    public required bool Custom { get; init; }

    /// <summary>The provider's id; empty until created, and for components.</summary>
    public string Id { get; init; } = "";

    public PropertyMap Inputs { get; init; } = PropertyMap.Empty;

    public PropertyMap Outputs { get; init; } = PropertyMap.Empty;

    /// <summary>URN of the parent; empty for the stack.</summary>
    public string Parent { get; init; } = "";

    /// <summary>Reference <c>urn::id</c> of the provider resource; empty for components and providers.</summary>
    public string Provider { get; init; } = "";

    public ImmutableArray<string> Dependencies { get; init; } = [];

    public ImmutableSortedDictionary<string, ImmutableArray<string>> PropertyDependencies { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    public bool Protect { get; init; }

    /// <summary>To be replaced by the next update, whatever the provider says.</summary>
    public bool Taint { get; init; }

    public bool RetainOnDelete { get; init; }

    /// <summary>Read (<c>Get</c>), not managed: never created, updated or deleted by this stack.</summary>
    public bool External { get; init; }

    /// <summary>Replaced and waiting for its deletion.</summary>
    public bool Delete { get; init; }

    /// <summary>Deleted by a delete-before-replace and waiting for its replacement.</summary>
    public bool PendingReplacement { get; init; }

    public ImmutableArray<string> InitErrors { get; init; } = [];

    public ImmutableArray<string> AdditionalSecretOutputs { get; init; } = [];

    public ImmutableArray<string> Aliases { get; init; } = [];

    public ImmutableArray<string> IgnoreChanges { get; init; } = [];

    public ImmutableArray<string> ReplaceOnChanges { get; init; } = [];

    public bool? DeleteBeforeReplace { get; init; }

    public string DeletedWith { get; init; } = "";

    /// <summary>URNs: a replacement of any of them replaces this one as well.</summary>
    public ImmutableArray<string> ReplaceWith { get; init; } = [];

    /// <summary>A change of this value, which no provider sees, replaces the resource; null: there is none.</summary>
    public PropertyValue? ReplacementTrigger { get; init; }

    /// <summary>Names of the program's hooks by the point where they run.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> ResourceHooks { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Paths of properties whose differences are not displayed.</summary>
    public ImmutableArray<string> HideDiff { get; init; } = [];

    /// <summary>The id given as the import option; kept in the state while the option is there.</summary>
    public string ImportId { get; init; } = "";

    public CustomTimeouts? CustomTimeouts { get; init; }

    public DateTimeOffset? Created { get; init; }

    public DateTimeOffset? Modified { get; init; }

    /// <summary>Fields of the file that this version does not know, as JSON text by name: kept, so that a newer CLI's state survives us.</summary>
    public ImmutableSortedDictionary<string, string> UnknownFields { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}

/// <summary>Seconds; zero means the provider's default.</summary>
public sealed record CustomTimeouts(double Create, double Update, double Delete);

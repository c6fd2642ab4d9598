using System.Collections.Immutable;
using Pulumi;

namespace Provisioner.Sdk.Tests.Pulumi.Programs;

/// <summary>A resource as a generator would write it, with what tests need.</summary>
[ResourceType("shop:index:Shelf", null)]
public sealed class Shelf : CustomResource
{
    public Shelf(string name, ShelfArgs? args = null, CustomResourceOptions? options = null)
        : base("shop:index:Shelf", name, args ?? new ShelfArgs(), options)
    {
    }

    [Output("label")]
    public Output<string> Label { get; private set; } = null!;

    [Output("width")]
    public Output<int?> Width { get; private set; } = null!;

    [Output("tags")]
    public Output<ImmutableArray<string>> Tags { get; private set; } = null!;

    [Output("box")]
    public Output<Box?> Box { get; private set; } = null!;

    public static Shelf Get(string name, Input<string> id) => new(name, null, new CustomResourceOptions { Id = id });
}

public sealed class ShelfArgs : ResourceArgs
{
    [Input("tags")]
    private InputList<string>? _tags;

    [Input("label")]
    public Input<string>? Label { get; set; }

    [Input("width")]
    public Input<int>? Width { get; set; }

    public InputList<string> Tags
    {
        get => _tags ??= new InputList<string>();
        set => _tags = value;
    }

    [Input("box")]
    public Input<BoxArgs>? Box { get; set; }

    [Input("raw")]
    public Input<object>? Raw { get; set; }
}

public sealed class BoxArgs : ResourceArgs
{
    [Input("colour", required: true)]
    public Input<string> Colour { get; set; } = null!;

    [Input("inner")]
    public Input<BoxArgs>? Inner { get; set; }
}

[OutputType]
public sealed class Box
{
    public readonly string Colour;
    public readonly Box? Inner;

    [OutputConstructor]
    private Box(string colour, Box? inner)
    {
        Colour = colour;
        Inner = inner;
    }

    public static Box Of(string colour, Box? inner = null) => new(colour, inner);
}

public sealed class ShopProvider(string name, ShopProviderArgs? args = null, CustomResourceOptions? options = null)
    : ProviderResource("shop", name, args ?? new ShopProviderArgs(), options);

public sealed class ShopProviderArgs : ResourceArgs
{
    [Input("retries", json: true)]
    public Input<int>? Retries { get; set; }

    [Input("limits", json: true)]
    public InputMap<string>? Limits { get; set; }
}

public sealed class Room(string name, ComponentResourceOptions? options = null) : ComponentResource("shop:index:Room", name, options)
{
    public void Done(IDictionary<string, object?> outputs) => RegisterOutputs(outputs);
}

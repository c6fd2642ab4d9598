using System.Diagnostics.CodeAnalysis;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>How a resource names its provider: <c>urn::id</c>. <paramref name="Id"/> is <see cref="UnknownId"/> for one that a preview would create.</summary>
internal sealed record ProviderReference(string Urn, string Id)
{
    /// <summary>The protocol's sign for an unknown text.</summary>
    public const string UnknownId = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    public static bool TryParse(string text, [NotNullWhen(true)] out ProviderReference? reference)
    {
        var at = text.LastIndexOf("::", StringComparison.Ordinal);
        reference = at > 0 && at + 2 < text.Length ? new ProviderReference(text[..at], text[(at + 2)..]) : null;
        return reference is not null && Engine.Urn.IsProviderType(Engine.Urn.Type(reference.Urn));
    }

    /// <summary>The URN in a reference, or empty when the text is none.</summary>
    public static string UrnOf(string text) => TryParse(text, out var reference) ? reference.Urn : "";

    public override string ToString() => $"{Urn}::{Id}";
}

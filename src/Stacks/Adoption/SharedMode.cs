using Provisioner.Facts.State;

namespace Provisioner.Stacks.Adoption;

/// <summary>How a shared thing is declared. The mode of one that the own state holds never flips while the thing exists: a thing declared as managed
/// after it was only read would be created again, which fails.</summary>
/// <param name="IsManaged">Declared and retained; otherwise only read.</param>
/// <param name="ImportId">The live thing that takes the place of another one in the own state.</param>
internal sealed record SharedMode(bool IsManaged, string? ImportId)
{
    public static SharedMode Of(SharedObject live, OwnResource? own)
    {
        if (own is { External: false })
            return new SharedMode(true, live.Exists && !SameId(live.Id, own.Id) ? live.Id : null);
        return new SharedMode(!live.Exists, null);
    }

    /// <summary>Azure's ids and Unity Catalog's names are the same however their letters are cased.</summary>
    private static bool SameId(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

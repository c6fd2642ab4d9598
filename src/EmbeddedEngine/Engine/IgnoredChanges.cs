using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>The option <c>ignoreChanges</c>: at its paths the old inputs stay.</summary>
internal static class IgnoredChanges
{
    /// <param name="unusable">Paths to elements that were added or removed: those cannot be put back.</param>
    public static PropertyMap Apply(ImmutableArray<string> paths, PropertyMap oldInputs, PropertyMap newInputs, out ImmutableArray<string> unusable)
    {
        var left = ImmutableArray.CreateBuilder<string>();
        foreach (var text in paths)
        {
            if (!PropertyPath.TryParse(text, out var path))
            {
                continue;
            }

            newInputs = PropertyReset.Apply(path, oldInputs, newInputs, out var complete);
            if (!complete)
            {
                left.Add(text);
            }
        }

        unusable = left.ToImmutable();
        return newInputs;
    }
}

using Pulumi;

namespace Provisioner.Stacks;

/// <summary>Named values as an argument.</summary>
internal static class InputMaps
{
    public static InputMap<string> Of(IReadOnlyDictionary<string, string> values)
    {
        var map = new InputMap<string>();
        foreach (var (name, value) in values)
            map.Add(name, value);
        return map;
    }
}

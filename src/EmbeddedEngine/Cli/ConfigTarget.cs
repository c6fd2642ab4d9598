using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>What a key on the command line names: a value, or with <c>--path</c> a place inside a structured one.</summary>
internal sealed record ConfigTarget(ConfigKey Key, ImmutableArray<object> Inner)
{
    public static ConfigTarget Parse(CommandContext context, string text)
    {
        var project = context.RequiredProject.Name;
        if (!context.Line.Flag("path"))
            return new ConfigTarget(ConfigKey.Parse(text, project), []);

        // The namespace stands before the path: lab:outer.inner
        var mark = text.IndexOfAny([':', '.', '[']);
        var hasNamespace = mark > 0 && text[mark] == ':';
        var steps = ConfigPath.Parse(hasNamespace ? text[(mark + 1)..] : text);
        return new ConfigTarget(new ConfigKey(hasNamespace ? text[..mark] : project, (string)steps[0]), steps.RemoveAt(0));
    }

    public ConfigValue? Get(StackConfigFile config) =>
        config.Values.TryGetValue(Key.ToString(), out var value) && ConfigPath.Get(value.Node, Inner.AsSpan()) is { } node ? new ConfigValue(node) : null;

    public void Set(StackConfigFile config, ConfigValue value)
    {
        var root = config.Values.GetValueOrDefault(Key.ToString());
        config.Set(Key.ToString(), new ConfigValue(ConfigPath.Set(root?.Node, Inner.AsSpan(), value.Node)));
    }

    public void Remove(StackConfigFile config)
    {
        if (Inner.IsEmpty)
            config.Remove(Key.ToString());
        else if (config.Values.TryGetValue(Key.ToString(), out var root))
            config.Set(Key.ToString(), new ConfigValue(ConfigPath.Remove(root.Node, Inner.AsSpan())));
    }
}

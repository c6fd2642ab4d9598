namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>A configuration key: <c>namespace:name</c>. Without a namespace it is the project's own.</summary>
internal sealed record ConfigKey(string Namespace, string Name)
{
    /// <exception cref="BackendException">Not a key.</exception>
    public static ConfigKey Parse(string text, string project)
    {
        var parts = text.Split(':');
        return parts switch
        {
            [{ Length: > 0 } name] => new ConfigKey(project, name),
            [{ Length: > 0 } space, { Length: > 0 } name] => new ConfigKey(space, name),
            [{ Length: > 0 } space, "config", { Length: > 0 } name] => new ConfigKey(space, name),
            _ => throw new BackendException($"invalid configuration key: could not parse {text} as a configuration key (configuration keys should be of the form `<namespace>:<name>`)"),
        };
    }

    public override string ToString() => $"{Namespace}:{Name}";

    /// <summary>Without the namespace when it is the project's.</summary>
    public string Display(string project) => Namespace == project ? Name : ToString();
}

namespace Provisioner.Descriptors.Workspaces;

/// <summary>What a descriptor says under <c>workspace</c>: a name to manage or the address of a workspace that is only worked in.</summary>
public abstract record WorkspaceReference
{
    private protected WorkspaceReference()
    {
    }

    public abstract Cloud Cloud { get; }

    /// <summary>Reads a name or an address; addresses must match one of the configured host patterns.</summary>
    public static WorkspaceReading Parse(string text, DescriptorSettings settings) => WorkspaceReferenceParser.Parse(text, settings);
}

/// <summary>A workspace that the service creates and aligns; on Azure only.</summary>
/// <param name="Name">3 to 64 letters, digits, hyphens and underscores, as Azure wants it.</param>
public sealed record ManagedWorkspace(string Name) : WorkspaceReference
{
    public override Cloud Cloud => Cloud.Azure;

    public override string ToString() => Name;
}

/// <summary>A workspace that somebody else owns.</summary>
/// <param name="Host">Lower case host name, without scheme, port and path.</param>
/// <param name="HostCloud">Told by the pattern that the host matches.</param>
public sealed record UnmanagedWorkspace(string Host, Cloud HostCloud) : WorkspaceReference
{
    public override Cloud Cloud => HostCloud;

    public override string ToString() => Host;
}

using Provisioner.Facts.Identities;
using Provisioner.Facts.State;
using Provisioner.Facts.Workspaces;

namespace Provisioner.Facts.Components;

/// <summary>What the program of every kind of component needs to know of the world.</summary>
public abstract record ComponentFacts
{
    private protected ComponentFacts()
    {
    }

    public required IdentityFacts Identities { get; init; }

    /// <summary>The workspace that the component's object lives in (an output port's view workspace).</summary>
    public required WorkspaceFacts Workspace { get; init; }

    public required OwnState OwnState { get; init; }
}

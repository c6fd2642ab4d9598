using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>
/// One physical resource within an operation. Several may share a URN (a replaced one and its replacement), so an entry is told apart by
/// reference; its state is a value that is swapped as steps proceed.
/// </summary>
internal sealed class ResourceEntry(ResourceState state)
{
    private volatile ResourceState _state = state;

    public ResourceState State
    {
        get => _state;
        set => _state = value;
    }

    public string Urn => _state.Urn;

    public override string ToString() => _state.Urn;
}

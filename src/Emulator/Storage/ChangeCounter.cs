namespace Provisioner.Emulator.Storage;

/// <summary>Counts real changes of stored state, so that a call can be told to have changed something.</summary>
internal sealed class ChangeCounter
{
    public long Count { get; private set; }

    public void Note() => Count++;
}

using Provisioner.Emulator.Control;
using Provisioner.Emulator.Seeding;
using Provisioner.Emulator.Storage;

namespace Provisioner.Emulator;

/// <summary>The world that is emulated now, with its call log and faults. A reset replaces all of it.</summary>
internal sealed class Universe
{
    private readonly string? _seedText;
    private readonly TimeProvider _time;
    private volatile World _world;

    public Universe(string? seedText, TimeProvider time)
    {
        _seedText = seedText;
        _time = time;
        _world = NewWorld();
    }

    public World World => _world;

    public TimeProvider Time => _time;

    public CallLog Calls { get; } = new();

    public FaultBook Faults { get; } = new();

    public void Reset()
    {
        _world = NewWorld();
        Calls.Clear();
        Faults.Clear();
    }

    /// <summary>Applies a seed to the world that is there.</summary>
    public void Seed(string text)
    {
        var seed = SeedReader.Read(text);
        var world = _world;
        lock (world.Gate)
        {
            Seeder.Apply(world, seed);
            Seeder.Complete(world);
        }
    }

    private World NewWorld()
    {
        var world = new World(_time);
        var own = _seedText is null ? null : SeedReader.Read(_seedText);
        lock (world.Gate)
        {
            if (own is null || own.WithDefault) Seeder.Apply(world, SeedReader.Read(DefaultSeed.Text));
            if (own is not null) Seeder.Apply(world, own);
            Seeder.Complete(world);
        }

        return world;
    }
}

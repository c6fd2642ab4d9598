using System.Globalization;

namespace Pulumi;

/// <summary>How long a provider may take for an operation on the resource.</summary>
public sealed class CustomTimeouts
{
    public TimeSpan? Create { get; set; }

    public TimeSpan? Update { get; set; }

    public TimeSpan? Delete { get; set; }

    internal CustomTimeouts Clone() => new() { Create = Create, Update = Update, Delete = Delete };

    internal Pulumirpc.RegisterResourceRequest.Types.CustomTimeouts ToWire()
        => new() { Create = ToWire(Create), Update = ToWire(Update), Delete = ToWire(Delete) };

    // The engine reads Go durations; a tick is 100 ns.
    private static string ToWire(TimeSpan? duration) => duration is { } given ? string.Create(CultureInfo.InvariantCulture, $"{given.Ticks}00ns") : "";
}

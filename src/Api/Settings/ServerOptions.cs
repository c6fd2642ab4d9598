using System.Net;

namespace Provisioner.Api.Settings;

/// <summary>Where the service listens: section <c>Server</c>.</summary>
internal sealed class ServerOptions
{
    /// <summary>An IP address. Others than loopback need authentication.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>0 takes a free one.</summary>
    public int Port { get; set; } = 8888;

    public IPAddress? Ip => string.Equals(Address, "localhost", StringComparison.OrdinalIgnoreCase)
        ? IPAddress.Loopback
        // No socket takes an address of version 4 in the dress of version 6.
        : IPAddress.TryParse(Address, out var address) ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address) : null;
}

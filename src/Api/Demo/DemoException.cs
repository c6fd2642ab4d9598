namespace Provisioner.Api.Demo;

/// <summary>The demo cannot go on, or what it shows is not so; the message says what.</summary>
internal sealed class DemoException(string message) : Exception(message);

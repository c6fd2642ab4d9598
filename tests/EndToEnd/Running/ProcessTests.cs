namespace Provisioner.EndToEnd.Running;

/// <summary>The one collection of all tests here: each has processes of its own, and side by side they would only wait for each other.</summary>
internal static class ProcessTests
{
    public const string Collection = "processes";
}

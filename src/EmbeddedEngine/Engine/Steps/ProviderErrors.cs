namespace Provisioner.EmbeddedEngine.Engine.Steps;

/// <summary>The texts around a provider's message, as people know them from the log (recordings, 04 and 05).</summary>
internal static class ProviderErrors
{
    private const string ListHead = "1 error occurred:\n\t* ";

    /// <summary>A list of one reason, which may itself hold a list.</summary>
    public static string List(string reason) => $"{ListHead}{reason}\n\n";

    public static string Listed(string message) => message.Contains(ListHead, StringComparison.Ordinal) ? message : List(message);

    /// <param name="doing">"updating", "deleting", "refreshing".</param>
    public static string About(string doing, string urn, string message)
    {
        var head = $"{doing} {urn}: ";
        return message.StartsWith(head, StringComparison.Ordinal) ? message : head + Listed(message);
    }
}

using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>Takes the secrets of a resource's inputs out of what a service said about it: messages are kept in the state as they are.</summary>
internal static class SecretTexts
{
    /// <summary>Shorter ones are no secrets worth the name, and would take ordinary words apart.</summary>
    private const int Shortest = 4;

    public static string Mask(string message, PropertyMap inputs)
    {
        foreach (var text in inputs.Values.SelectMany(value => In(value, isSecret: false)).Where(text => text.Length >= Shortest).OrderByDescending(text => text.Length))
        {
            message = message.Replace(text, "[secret]", StringComparison.Ordinal);
        }

        return message;
    }

    private static IEnumerable<string> In(PropertyValue value, bool isSecret) => value switch
    {
        SecretValue secret => In(secret.Element, isSecret: true),
        OutputValue { Element: { } element } output => In(element, isSecret || output.Secret),
        ObjectValue nested => nested.Properties.Values.SelectMany(item => In(item, isSecret)),
        ArrayValue list => list.Items.SelectMany(item => In(item, isSecret)),
        StringValue text when isSecret => [text.Value],
        _ => [],
    };
}

using System.Globalization;
using System.Text;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;

/// <summary>
/// The order in which the real provider keeps the elements of a set: by the decimal text of a CRC-32 over the element's serialised fields. It
/// shows in states and in the bodies of requests.
/// </summary>
internal static class SetOrder
{
    public static IEnumerable<PropertyValue> Sort(PropertySchema property, IEnumerable<PropertyValue> items) =>
        items.Select(item => (Item: item, Key: HashKey(property, item)))
            .GroupBy(entry => entry.Key, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.First().Item);

    public static string HashKey(PropertySchema property, PropertyValue item)
    {
        var text = new StringBuilder();
        AppendElement(text, property, PropertyValues.Plain(item), isRoot: true);
        return Crc32.HashToUInt32(Encoding.UTF8.GetBytes(text.ToString())).ToString(CultureInfo.InvariantCulture);
    }

    private static void AppendElement(StringBuilder text, PropertySchema property, PropertyValue item, bool isRoot)
    {
        if (property.Object is null)
        {
            AppendScalar(text, item);
            text.Append(';');
            return;
        }

        if (!isRoot)
            text.Append('<');
        var isAccessControl = property.Name == "accessControls";
        foreach (var field in property.Object.Ordered.Where(field => field.IsInput).OrderBy(field => field.NativeName, StringComparer.Ordinal))
        {
            text.Append(field.NativeName).Append(':');
            var value = (item as ObjectValue)?.Properties.Get(field.Name);
            if (isAccessControl && value is StringValue name)
                value = name.Value.Length == 0 ? null : field.Name is "userName" or "servicePrincipalName" ? (PropertyValue)name.Value.ToLowerInvariant() : name;
            Append(text, field, value);
        }

        if (!isRoot)
            text.Append(">;");
    }

    private static void Append(StringBuilder text, PropertySchema field, PropertyValue? value)
    {
        if (value is ArrayValue list)
        {
            text.Append(field.Shape == PropertyShape.Set ? '{' : '(');
            foreach (var item in field.Shape == PropertyShape.Set ? Sort(field, list.Items) : list.Items)
                AppendElement(text, field, PropertyValues.Plain(item), isRoot: false);
            text.Append(field.Shape == PropertyShape.Set ? '}' : ')');
        }
        else if (value is not null)
        {
            AppendScalar(text, value);
        }

        text.Append(';');
    }

    private static void AppendScalar(StringBuilder text, PropertyValue value) => text.Append(value switch
    {
        StringValue item => item.Value,
        NumberValue number => PropertyValues.Format(number.Value),
        BoolValue flag => flag.Value ? "1" : "0",
        _ => "",
    });
}

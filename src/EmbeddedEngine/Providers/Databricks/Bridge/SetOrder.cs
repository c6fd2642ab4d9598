using System.Globalization;
using System.Text;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;

/// <summary>
/// The two orders in which the real provider keeps the elements of a set. In bodies of requests: by the decimal text of a CRC-32 over the
/// element's serialised fields. In states: texts by their bytes, objects by the text of their fields.
/// </summary>
internal static class SetOrder
{
    public static IEnumerable<PropertyValue> SortState(IEnumerable<PropertyValue> items) =>
        items.Distinct().OrderBy(StateKey, StringComparer.Ordinal);

    public static IEnumerable<PropertyValue> SortBody(PropertySchema property, IEnumerable<PropertyValue> items) =>
        items.Select(item => (Item: item, Key: HashKey(property, item)))
            .GroupBy(entry => entry.Key, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.First().Item);

    /// <summary>Names in the order of their own CRC-32.</summary>
    public static IReadOnlyList<string> SortNames(IEnumerable<string> names) =>
        [.. names.OrderBy(name => Crc32.HashToUInt32(Encoding.UTF8.GetBytes(name)).ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal)];

    public static string HashKey(PropertySchema property, PropertyValue item)
    {
        var text = new StringBuilder();
        // Unity Catalog takes privileges with blanks and gives them back with underscores; principals have no case.
        if (property.Name == "privileges")
            item = Privilege(item);
        else if (property.Name == "grants" && PropertyValues.Plain(item) is ObjectValue grant)
            item = grant.Properties.Text("principal").ToLowerInvariant() + string.Concat(grant.Properties.Texts("privileges").Select(name => "|" + NormalisePrivilege(name)).Order(StringComparer.Ordinal));
        AppendElement(text, property, PropertyValues.Plain(item), isRoot: true);
        return Crc32.HashToUInt32(Encoding.UTF8.GetBytes(text.ToString())).ToString(CultureInfo.InvariantCulture);
    }

    public static string NormalisePrivilege(string name) => name.Replace(' ', '_').ToUpperInvariant();

    private static PropertyValue Privilege(PropertyValue value) => PropertyValues.Plain(value) is StringValue text ? (PropertyValue)NormalisePrivilege(text.Value) : value;

    private static string StateKey(PropertyValue value) => PropertyValues.Plain(value) switch
    {
        StringValue text => text.Value,
        ObjectValue item => string.Concat(item.Properties.Values.Select(field => FieldKey(PropertyValues.Plain(field)))),
        var other => FieldKey(other),
    };

    private static string FieldKey(PropertyValue value) => value switch
    {
        NullValue => "null;",
        StringValue text => $"\"{text.Value}\";",
        NumberValue number => PropertyValues.Format(number.Value) + ";",
        BoolValue flag => flag.Value ? "T;" : "F;",
        ArrayValue list => $"[{string.Concat(list.Items.Select(FieldKey))}];",
        ObjectValue item => $"<{string.Concat(item.Properties.Values.Select(FieldKey))}>;",
        _ => "?;",
    };

    private static void AppendElement(StringBuilder text, PropertySchema property, PropertyValue item, bool isRoot)
    {
        if (property.Object is null || item is not ObjectValue)
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
            foreach (var item in field.Shape == PropertyShape.Set ? SortBody(field, list.Items) : list.Items)
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

namespace Provisioner.Descriptors.Reading;

/// <summary>Names of catalogs, schemas, tables and views. Unity Catalog allows everything but these characters, and at most 255
/// (docs.databricks.com, "Names": no period, space, slash, control character or DELETE).</summary>
internal static class UnityNames
{
    public static string Required(Fields fields, string field) => Checked(fields, field, fields.RequiredText(field));

    public static string OrDefault(Fields fields, string field, string defaultName) => Checked(fields, field, CommonReader.NameOr(fields, field, defaultName));

    private static string Checked(Fields fields, string field, string name)
    {
        if (name.AsSpan().IndexOfAny("./ ") >= 0)
            fields.Problem(field, $"'{name}' holds a period, slash or space, which Unity Catalog does not allow in a name.");
        return name;
    }
}

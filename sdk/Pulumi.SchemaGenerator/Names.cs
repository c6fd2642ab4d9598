namespace Pulumi.SchemaGenerator;

internal static class Names
{
    public static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary><c>databricks:Sku</c> → module and name; a name without a module has the empty one.</summary>
    public static (string Module, string Name) Split(string reference)
    {
        var colon = reference.IndexOf(':');
        return colon < 0 ? ("", reference) : (reference.Substring(0, colon), reference.Substring(colon + 1));
    }

    public static string Namespace(PackageSchema package, string module) => module.Length == 0 ? package.Namespace : package.Namespace + "." + Pascal(module);
}

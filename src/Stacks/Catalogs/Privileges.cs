using Provisioner.Facts.Catalogs;

namespace Provisioner.Stacks.Catalogs;

/// <summary>Words of Unity Catalog's privileges.</summary>
public static class Privileges
{
    public const string All = "ALL_PRIVILEGES";
    public const string UseCatalog = "USE_CATALOG";
    public const string UseSchema = "USE_SCHEMA";
    public const string Select = "SELECT";

    /// <summary>SQL writes blanks where the API writes underscores.</summary>
    public static string Normalise(string privilege) => privilege.Trim().ToUpperInvariant().Replace(' ', '_');

    internal static IReadOnlyList<string> Of(IReadOnlyList<PrivilegeFact> live, string principal) =>
        [.. live.Where(fact => fact.Principal == principal).SelectMany(fact => fact.Privileges).Select(Normalise)];

    internal static bool Has(IReadOnlyList<PrivilegeFact> live, string principal, string privilege) =>
        Of(live, principal).Any(held => held == privilege || held == All);
}

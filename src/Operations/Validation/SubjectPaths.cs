using Provisioner.Descriptors.Components;

namespace Provisioner.Operations.Validation;

/// <summary>Puts before a problem with a person the field of the descriptor that names the person.</summary>
internal static class SubjectPaths
{
    public static string Locate(string problem, Component component)
    {
        var product = component.DataProduct;
        if (problem.StartsWith($"'{product.Owner}'", StringComparison.Ordinal))
            return $"dataProduct.dataProductOwner: {problem}";
        if (problem.StartsWith($"'{product.DevelopmentGroup}'", StringComparison.Ordinal))
            return $"dataProduct.devGroup: {problem}";
        return problem.StartsWith("runAsPrincipalName:", StringComparison.Ordinal) ? $"{component.Path}.specific.{problem}" : problem;
    }
}

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>Whether the resources that a command names exist.</summary>
internal static class TargetCheck
{
    /// <returns>False when some do not; each has been named.</returns>
    public static bool AllKnown(IEnumerable<string> targets, Predicate<string> isKnown, OperationEvents events)
    {
        var unknown = TargetFilter.Literals(targets).Where(urn => !isKnown(urn)).ToList();
        foreach (var urn in unknown)
        {
            // A URN of a child holds a dollar sign: a shell that took it for a variable is the usual reason.
            var hint = urn.Contains('$', StringComparison.Ordinal) ? "" : " Did you forget to escape $ in your shell?";
            events.Error("", $"Target '{urn}' could not be found in the stack.{hint}");
        }

        return unknown.Count == 0;
    }
}

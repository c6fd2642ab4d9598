using System.Text.RegularExpressions;
using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>Which resources an operation is about: <c>--target</c> (with dependents), or all but <c>--exclude</c>. <c>**</c> and <c>*</c> are wildcards.</summary>
internal sealed class TargetFilter(OperationRequest request)
{
    private readonly HashSet<string> _reached = new(request.Targets, StringComparer.Ordinal);
    private readonly HashSet<string> _excluded = new(StringComparer.Ordinal);

    public bool HasTargets => request.Targets.Length > 0;

    public bool HasExcludes => request.Excludes.Length > 0;

    /// <summary>Whether the URN itself is a target; every one is when there are none.</summary>
    public bool IsTarget(string urn) => !HasTargets || _reached.Contains(urn) || IsNamed(urn);

    /// <summary>Whether the URN is one of the targets that were asked for, not one that the operation reached on its way: only those may be deleted
    /// for not being declared.</summary>
    public bool IsNamed(string urn) => request.Targets.Any(pattern => Matches(pattern, urn));

    public bool IsExcluded(string urn) => request.Excludes.Any(pattern => Matches(pattern, urn));

    /// <summary>Whether the resource is replaced whatever its provider says: it was asked for, or the state marks it.</summary>
    public bool IsReplaceTarget(string urn, ResourceState? old) => old is { Taint: true } || request.Replaces.Any(pattern => Matches(pattern, urn));

    /// <summary>Whether the operation touches the resource; with <c>--target-dependents</c> also because of what it stands on.</summary>
    public bool Includes(ResourceState state)
    {
        if (!HasTargets)
        {
            return !HasExcludes || !Excludes(state);
        }

        if (IsTarget(state.Urn))
        {
            return true;
        }

        return request.TargetDependents && ResourceDependency.UrnsOf(state).Any(IsTarget);
    }

    private bool Excludes(ResourceState state)
    {
        if (!IsExcluded(state.Urn) && !(request.ExcludeDependents && ResourceDependency.UrnsOf(state).Any(_excluded.Contains)))
        {
            return false;
        }

        _excluded.Add(state.Urn);
        return true;
    }

    /// <summary>Makes the resource's dependents targets as well, in their turn.</summary>
    public void Reach(string urn)
    {
        if (HasTargets)
        {
            _reached.Add(urn);
        }
    }

    /// <summary>The targets that are plain URNs.</summary>
    public static IEnumerable<string> Literals(IEnumerable<string> patterns) => patterns.Where(pattern => !pattern.Contains('*', StringComparison.Ordinal));

    /// <summary><c>**</c> matches anything, <c>*</c> anything but a colon.</summary>
    private static bool Matches(string pattern, string urn)
    {
        if (!pattern.Contains('*', StringComparison.Ordinal))
        {
            return string.Equals(pattern, urn, StringComparison.Ordinal);
        }

        var expression = Regex.Escape(pattern).Replace("\\*\\*", ".*", StringComparison.Ordinal).Replace("\\*", "[^:]*", StringComparison.Ordinal);
        return Regex.IsMatch(urn, $"^{expression}$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }
}

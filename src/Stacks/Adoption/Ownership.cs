using Provisioner.Descriptors.Problems;
using Provisioner.Facts.State;

namespace Provisioner.Stacks.Adoption;

/// <summary>Whether the component's object is created, continued or taken over from somebody else.</summary>
/// <param name="ImportId">The live object that is adopted; null when it is created or already ours.</param>
internal sealed record Ownership(string? ImportId)
{
    /// <summary>More than one live object with the name leaves no way to tell which one is meant: a problem, and null.</summary>
    public static Ownership? Of(LiveObjects live, OwnResource? own, string what, string name, string path, List<Problem> problems)
    {
        var others = live.Ids.Where(id => id != own?.Id).ToList();
        var oursIsLive = own?.Id is not null && live.OwnIsLive;
        if (others.Count > 1 || (others.Count == 1 && oursIsLive))
        {
            problems.Add(new Problem(path, others.Count == 1 && !live.Ids.Contains(own!.Id!, StringComparer.Ordinal)
                ? $"another {what} is live under the name '{name}' ({others[0]}), and the component's own one ({own.Id}) has a different name: they would be two of one name. Rename or delete one of them."
                : $"more than one {what} is live under the name '{name}': {string.Join(", ", live.Ids)}. Rename or delete all but one."));
            return null;
        }

        return new Ownership(others.Count == 1 ? others[0] : null);
    }
}

namespace Provisioner.Descriptors.Problems;

/// <summary>
/// Gathers what is wrong, in the order in which it is found. More than a person reads are not kept, nor more of a text than tells which one is meant:
/// an answer stays small, however much is wrong.
/// </summary>
public sealed class ProblemList
{
    private const int Most = 500;
    private const int LongestMessage = 1500;

    private readonly List<Problem> _problems = [];

    public IReadOnlyList<Problem> Problems => _problems;

    public bool Any => _problems.Count > 0;

    /// <summary>Further items of a list need not be looked at.</summary>
    public bool IsFull => _problems.Count >= Most;

    public void Add(string path, string message)
    {
        if (!IsFull)
            _problems.Add(new Problem(Shorten(path), Shorten(message) + (_problems.Count == Most - 1 ? " More problems than these are not told." : "")));
    }

    private static string Shorten(string text) => text.Length <= LongestMessage ? text : text[..LongestMessage] + "…";
}

using Provisioner.Descriptors.Problems;

namespace Provisioner.Descriptors.Reading;

/// <summary>Gathers what is wrong, in the order in which it is found.</summary>
internal sealed class ProblemList
{
    private readonly List<Problem> _problems = [];

    public IReadOnlyList<Problem> Problems => _problems;

    public bool Any => _problems.Count > 0;

    public void Add(string path, string message) => _problems.Add(new Problem(path, message));
}

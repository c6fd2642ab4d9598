using System.Diagnostics.CodeAnalysis;
using Provisioner.Descriptors.Problems;

namespace Provisioner.Stacks.Programs;

/// <summary>A program, or everything that keeps the component from being deployed into the world as it is.</summary>
public sealed record StackProgramReading
{
    private StackProgramReading(StackProgram? program, IReadOnlyList<Problem> problems) => (Program, Problems) = (program, problems);

    public StackProgram? Program { get; }

    /// <summary>Empty exactly when there is a program; paths are those of the descriptor.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    [MemberNotNullWhen(true, nameof(Program))]
    public bool Succeeded => Program is not null;

    internal static StackProgramReading Of(StackProgram program) => new(program, []);

    internal static StackProgramReading Failed(IReadOnlyList<Problem> problems) => new(null, problems);
}

using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Runs one program in the current deployment, to the end of all that it started. Answers the exit code.</summary>
internal interface IRunner
{
    /// <summary>What went wrong, in order of appearance.</summary>
    ImmutableList<Exception> SwallowedExceptions { get; }

    Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options);

    Task<int> RunAsync<TStack>()
        where TStack : Stack, new();

    Task<int> RunAsync<TStack>(Func<TStack> stackFactory)
        where TStack : Stack;

    Task<int> RunAsync<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack;
}

using System.Collections.Immutable;

namespace Pulumi.Automation;

/// <summary>An inline program: a function that declares resources and returns the stack's outputs, or a <see cref="Stack"/> class.</summary>
public abstract class PulumiFn
{
    private protected PulumiFn()
    {
    }

    public static PulumiFn Create(Func<CancellationToken, Task<IDictionary<string, object?>>> program)
        => new Inline((runner, cancellationToken) => runner.RunAsync(() => program(cancellationToken), options: null));

    public static PulumiFn Create(Func<Task<IDictionary<string, object?>>> program) => Create(_ => program());

    public static PulumiFn Create(Func<CancellationToken, Task> program) => Create(async Task<IDictionary<string, object?>> (cancellationToken) =>
    {
        await program(cancellationToken).ConfigureAwait(false);
        return ImmutableDictionary<string, object?>.Empty;
    });

    public static PulumiFn Create(Func<Task> program) => Create((CancellationToken _) => program());

    public static PulumiFn Create(Func<IDictionary<string, object?>> program) => Create(_ => Task.FromResult(program()));

    public static PulumiFn Create(Action program) => Create(() =>
    {
        program();
        return ImmutableDictionary<string, object?>.Empty;
    });

    /// <summary>The stack class declares its resources in its constructor; its output properties are the outputs.</summary>
    public static PulumiFn Create<TStack>()
        where TStack : Stack, new()
        => new Inline((runner, _) => runner.RunAsync(() => new TStack()));

    /// <inheritdoc cref="Create{TStack}()"/>
    public static PulumiFn Create<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack
        => Create(serviceProvider, typeof(TStack));

    /// <inheritdoc cref="Create{TStack}()"/>
    /// <exception cref="ArgumentException"><paramref name="stackType"/> is not derived from <see cref="Stack"/>.</exception>
    public static PulumiFn Create(IServiceProvider serviceProvider, Type stackType)
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        ArgumentNullException.ThrowIfNull(stackType);
        if (!stackType.IsSubclassOf(typeof(Stack)))
        {
            throw new ArgumentException($"{stackType.FullName} is not derived from {typeof(Stack).FullName}.", nameof(stackType));
        }
        return new Inline((runner, _) => runner.RunAsync(() => serviceProvider.GetService(stackType) as Stack
            ?? throw new InvalidOperationException($"The service provider has no {stackType.FullName}: register it before the program runs.")));
    }

    internal abstract Task<int> InvokeAsync(IRunner runner, CancellationToken cancellationToken);

    private sealed class Inline(Func<IRunner, CancellationToken, Task<int>> run) : PulumiFn
    {
        internal override Task<int> InvokeAsync(IRunner runner, CancellationToken cancellationToken) => run(runner, cancellationToken);
    }
}

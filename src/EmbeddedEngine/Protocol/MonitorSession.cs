using Grpc.Core;
using Provisioner.EmbeddedEngine.Engine;

namespace Provisioner.EmbeddedEngine.Protocol;

/// <summary>One run of a program on a listener: the services answer with its monitor until it is over.</summary>
internal sealed class MonitorSession(ProgramRun run, IResourceMonitor monitor, CallbackClients callbacks, CancellationToken cancellationToken) : IDisposable
{
    private readonly CancellationTokenSource _over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private int _open;

    public ProgramRun Run => run;

    public string RootUrn { get; set; } = "";

    public CallbackClients Callbacks { get; } = callbacks;

    public Transforms Transforms { get; } = new(callbacks);


    /// <summary>No call of the program is waiting for an answer.</summary>
    public bool IsQuiet => Volatile.Read(ref _open) == 0;

    /// <summary>Answers one call; what went wrong becomes the status that the SDKs of all languages understand.</summary>
    public async Task<T> AnswerAsync<T>(Func<IResourceMonitor, CancellationToken, Task<T>> answer, CancellationToken callCancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_over.Token, callCancellation);
        Interlocked.Increment(ref _open);
        try
        {
            // A call that nobody will answer any more must not keep the program: the engine may hold it beyond its own end.
            return await answer(monitor, either.Token).WaitAsync(either.Token);
        }
        catch (ProtocolException e)
        {
            throw new RpcException(new Status(StatusCode.Unimplemented, e.Message));
        }
        catch (ResourceMonitorException e)
        {
            throw new RpcException(new Status(StatusCode.Unknown, e.Message));
        }
        catch (OperationCanceledException)
        {
            throw Over();
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    public void End() => _over.Cancel();

    public void Dispose() => _over.Dispose();

    /// <summary>The status at which an SDK ends its program without a word of its own.</summary>
    public static RpcException Over() => new(new Status(StatusCode.Unavailable, "the resource monitor is shut down"));
}

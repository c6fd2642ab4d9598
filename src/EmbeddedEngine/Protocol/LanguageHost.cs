using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Provisioner.EmbeddedEngine.Engine;
using Pulumirpc;

namespace Provisioner.EmbeddedEngine.Protocol;

/// <summary>The language runtime behind <c>--client=ADDR</c>: the SDK's process, which holds the inline program.</summary>
internal sealed class LanguageHost : IProgramHost, IDisposable
{
    private readonly string _workingDirectory;
    private readonly MonitorListenerPool _listeners;
    private readonly GrpcChannel _channel;
    private readonly LanguageRuntime.LanguageRuntimeClient _client;
    private readonly ProgramInfo _info;

    /// <param name="address"><c>host:port</c> or <c>host:port</c> with an <c>http://</c> before it.</param>
    public LanguageHost(string address, string workingDirectory, MonitorListenerPool listeners)
    {
        _workingDirectory = workingDirectory;
        _listeners = listeners;
        _channel = LoopbackChannel.Open(address);
        _client = new LanguageRuntime.LanguageRuntimeClient(_channel);
        _info = new ProgramInfo { RootDirectory = workingDirectory, ProgramDirectory = workingDirectory, EntryPoint = ".", Options = new Struct() };
        _info.Options.Fields["address"] = Value.ForString(address);
    }

    /// <summary>What runs the program, for the history; empty when the runtime does not say.</summary>
    public async Task<ImmutableSortedDictionary<string, string>> DescribeAsync(CancellationToken cancellationToken)
    {
        var result = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        try
        {
            var about = await _client.AboutAsync(new AboutRequest { Info = _info }, cancellationToken: cancellationToken);
            result["runtime.name"] = "client";
            result["runtime.executable"] = about.Executable;
            result["runtime.version"] = about.Version;
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.Unimplemented or StatusCode.Internal or StatusCode.Unknown)
        {
            // Not every SDK answers it, and nothing depends on the answer.
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Cancelled)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable)
        {
            throw new ProtocolException($"could not connect to the language runtime of --client: {e.Status.Detail}");
        }
        return result.ToImmutable();
    }

    public async Task<ProgramResult> RunAsync(ProgramRun run, IResourceMonitor monitor, CancellationToken cancellationToken)
    {
        var listener = await _listeners.RentAsync(cancellationToken);
        using var callbacks = new CallbackClients();
        using var session = new MonitorSession(run, monitor, callbacks, cancellationToken);
        var clean = false;
        listener.Attach(session);
        try
        {
            await RequirePackagesAsync(cancellationToken);
            var response = await _client.RunAsync(Request(run, listener.Address), cancellationToken: cancellationToken);
            clean = session.IsQuiet && response.Error.Length == 0;
            return new ProgramResult(response.Error.Length == 0 ? null : response.Error, response.Bail);
        }
        catch (RpcException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
        catch (RpcException e)
        {
            return new ProgramResult($"the program's process ended the call: {e.Status.Detail}", Bail: false);
        }
        finally
        {
            session.End();
            await _listeners.ReturnAsync(listener, clean);
        }
    }

    public void Dispose() => _channel.Dispose();

    // The program's own check of its packages: an SDK may refuse to run here. What it names is looked for when it is used.
    private async Task RequirePackagesAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _client.GetRequiredPackagesAsync(new GetRequiredPackagesRequest { Info = _info }, cancellationToken: cancellationToken);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unimplemented)
        {
        }
    }

    private RunRequest Request(ProgramRun run, string address)
    {
        var request = new RunRequest
        {
            Project = run.Project,
            Stack = run.Stack,
            Organization = run.Organization,
            Pwd = _workingDirectory,
            DryRun = run.DryRun,
            Parallel = run.Parallel,
            MonitorAddress = address,
            Info = _info,
        };
        request.Args.Add(address);
        foreach (var (key, entry) in run.Configuration)
        {
            request.Config[key] = entry.Value;
            if (entry.Secret)
                request.ConfigSecretKeys.Add(key);
        }
#pragma warning disable CS0612 // Older SDKs still read the name of the program.
        request.Program = ".";
#pragma warning restore CS0612
        return request;
    }
}

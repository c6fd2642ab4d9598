using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;

namespace Pulumi.Automation.Runtime;

/// <summary>Takes the stream of engine events of a command.</summary>
internal sealed class EventsService(HostSlot slot) : Pulumirpc.Events.EventsBase
{
    public override async Task<Empty> StreamEvents(IAsyncStreamReader<EventRequest> requestStream, ServerCallContext context)
    {
        var events = slot.Events ?? throw new RpcException(new Status(StatusCode.FailedPrecondition, "No command is being watched here."));
        events.Opened();
        try
        {
            while (await requestStream.MoveNext(context.CancellationToken).ConfigureAwait(false))
            {
                events.Receive(requestStream.Current.Event);
            }
        }
        catch (Exception) when (context.CancellationToken.IsCancellationRequested)
        {
            // The command is gone: there are no more events.
        }
        finally
        {
            events.Closed();
        }
        return new Empty();
    }
}

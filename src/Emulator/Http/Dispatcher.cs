using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Provisioner.Emulator.Control;
using Provisioner.Emulator.Storage;

namespace Provisioner.Emulator.Http;

/// <summary>Takes a request to its handler: host, route, ordered faults, authentication, the world's lock, the call log, the answer.</summary>
internal sealed class Dispatcher(Universe universe, RouteTable routes, ILogger logger)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ControlApi _control = new(universe);

    public async Task HandleAsync(HttpContext context)
    {
        var target = RequestTarget.Of(context);
        var body = await ReadBodyAsync(context.Request).ConfigureAwait(false);
        if (target.Segments is ["_emulator", ..])
        {
            await WriteAsync(context, Written.Of(_control.Handle(context.Request.Method, target, context.Request.Query, body)), null).ConfigureAwait(false);
            return;
        }

        var fault = universe.Faults.Take(context.Request.Method, target.PathAndQuery);
        if (fault is { DelayMs: > 0, DelayFirst: true }) await DelayAsync(fault).ConfigureAwait(false);
        var written = Answer(context, target, body, fault);
        // The delay is one of the answer: what the call does has happened when the caller is still waiting.
        if (fault is { DelayMs: > 0, DelayFirst: false }) await DelayAsync(fault).ConfigureAwait(false);
        await WriteAsync(context, written, fault).ConfigureAwait(false);
    }

    private Written Answer(HttpContext context, RequestTarget target, string body, Fault? fault)
    {
        var world = universe.World;
        lock (world.Gate)
        {
            var before = world.Changes.Count;
            var written = fault is { Status: not null, Apply: false } ? Written.Of(fault.Answer()) : Serve(world, context, target, body);
            if (fault is { Status: not null, Apply: true }) written = Written.Of(fault.Answer());
            universe.Calls.Add(new CallRecord(target.Host, context.Request.Method, target.Path, target.Query, written.Status, world.Changes.Count != before));
            return written;
        }
    }

    private Written Serve(World world, HttpContext context, RequestTarget target, string body)
    {
        var (surface, workspace) = Hosts.Find(world, target.Host);
        var method = context.Request.Method;
        var route = routes.Find(method, target.Segments, surface, out var values);
        var shape = ErrorShape.For(route?.Surface ?? surface, target.Segments);
        try
        {
            if (workspace is null) throw ApiRefusal.Missing($"The workspace of {target.Host} does not exist.");
            var authorization = context.Request.Headers.Authorization.ToString();
            if (route is { Anonymous: false } or null && authorization.Length == 0 && target.Segments is not [".well-known", ..]) return shape.Unauthenticated();
            if (route is null)
            {
                Log.UnknownCall(logger, method, target.Host, target.Path);
                throw new ApiRefusal(404, "ENDPOINT_NOT_FOUND", $"No API found for '{method} {target.Path}'");
            }

            var call = new ApiCall
            {
                World = world, Workspace = workspace, Caller = Callers.Find(world, authorization), Host = target.Host, Authority = target.Authority, Path = target.Path, Route = values,
                Query = context.Request.Query, BodyText = body, Authorization = authorization,
            };
            var written = Written.Of(route.Handler(call));
            return (route.Surface & Surface.Workspace) == Surface.None ? written : written with { Workspace = workspace.Key };
        }
        catch (ApiRefusal refusal)
        {
            return shape.Refused(refusal) with { Workspace = workspace?.Key };
        }
#pragma warning disable CA1031 // Whatever a handler throws, the caller gets an answer and the log the reason.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.Failed(logger, e, method, target.Host, target.Path);
            return shape.Refused(new ApiRefusal(500, "INTERNAL_ERROR", e.Message));
        }
    }

    private Task DelayAsync(Fault fault) =>
        // The caller going away does not stop what the service does, so no token.
        Task.Delay(TimeSpan.FromMilliseconds(fault.DelayMs), universe.Time, CancellationToken.None);

    private static async Task<string> ReadBodyAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync().ConfigureAwait(false);
    }

    private static async Task WriteAsync(HttpContext context, Written written, Fault? fault)
    {
        var response = context.Response;
        response.StatusCode = written.Status;
        foreach (var (name, value) in written.Headers) response.Headers[name] = value;
        if (written.Workspace is { } workspace) response.Headers["X-Databricks-Org-Id"] = workspace;
        if (fault?.Status is 429 or 503) response.Headers.RetryAfter = fault.RetryAfter.ToString(CultureInfo.InvariantCulture);
        if (written.Bytes is null) return;
        response.ContentType = written.ContentType;
        response.ContentLength = written.Bytes.Length;
        try
        {
            await response.Body.WriteAsync(written.Bytes, context.RequestAborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The caller has gone; its call stays done.
        }
    }

    /// <summary>An answer in bytes: written under the lock, sent after it.</summary>
    internal sealed record Written(int Status, byte[]? Bytes, string ContentType, IReadOnlyDictionary<string, string> Headers, string? Workspace)
    {
        public static Written Of(ApiAnswer answer) => new(
            answer.Status,
            answer.Raw ?? (answer.Body is null ? null : JsonSerializer.SerializeToUtf8Bytes(answer.Body, Json)),
            answer.ContentType ?? (answer.Raw is null ? "application/json; charset=utf-8" : "application/octet-stream"),
            answer.Headers,
            null);

        public static Written Of(int status, JsonObject body) => Of(new ApiAnswer(status, body));
    }
}

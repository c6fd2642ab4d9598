using System.Net;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Provisioner.Databricks.Transport;

/// <summary>
/// Tries again what is worth it. An answer of 429 or 503 means that the request was not taken: any request is sent again, after
/// <c>Retry-After</c> when it says so. Broken connections and answers, time-outs, 502 and 504 leave open whether the request arrived: only requests
/// that may be repeated are sent again. A connection that was never made is no risk for anyone.
/// </summary>
internal sealed class RetryHandler : DelegatingHandler
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>Calls by POST that set a state instead of adding one.</summary>
    private static readonly string[] RepeatablePosts = ["/workspace/mkdirs", "/jobs/reset", "/jobs/update", "/v1/token"];

    private static readonly ResiliencePropertyKey<bool> Repeatable = new("repeatable");

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public RetryHandler(RetrySettings settings, TimeProvider time)
    {
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = settings.Attempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = settings.FirstDelay,
                MaxDelay = TimeSpan.FromSeconds(15),
                ShouldHandle = arguments => ValueTask.FromResult(IsWorthAnother(arguments)),
                DelayGenerator = arguments => ValueTask.FromResult(AskedDelay(arguments.Outcome.Result, time)),
                OnRetry = arguments =>
                {
                    arguments.Outcome.Result?.Dispose();
                    return ValueTask.CompletedTask;
                },
            })
            .AddTimeout(new TimeoutStrategyOptions { Timeout = settings.AttemptTimeout })
            .Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is not null)
            await request.Content.LoadIntoBufferAsync(cancellationToken);
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Repeatable, IsRepeatable(request));
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (context, state) => await state.Self.SendOnceAsync(state.Request, context.CancellationToken), context, (Self: this, Request: request));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static bool IsRepeatable(HttpRequestMessage request) =>
        request.Method != HttpMethod.Post
        || RepeatablePosts.Any(end => request.RequestUri!.AbsolutePath.EndsWith(end, StringComparison.Ordinal));

    private static bool IsWorthAnother(RetryPredicateArguments<HttpResponseMessage> arguments)
    {
        if (arguments.Context.CancellationToken.IsCancellationRequested)
            return false;
        var repeatable = arguments.Context.Properties.GetValue(Repeatable, false);
        return arguments.Outcome switch
        {
            { Result.StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable } => true,
            { Result.StatusCode: HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout } => repeatable,
            { Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } } => true,
            { Exception: HttpRequestException { HttpRequestError: not HttpRequestError.SecureConnectionError } or TimeoutRejectedException } => repeatable,
            _ => false,
        };
    }

    private static TimeSpan? AskedDelay(HttpResponseMessage? response, TimeProvider time)
    {
        var asked = response?.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return asked is not { } delay ? null : delay < TimeSpan.Zero ? TimeSpan.Zero : delay > LongestWait ? LongestWait : delay;
    }

    /// <summary>With its body: an answer that stalls or breaks off half-way is as good as none.</summary>
    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}

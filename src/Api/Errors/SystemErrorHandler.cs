using Microsoft.AspNetCore.Diagnostics;
using Provisioner.Api.Contract;

namespace Provisioner.Api.Errors;

/// <summary>Turns what nobody caught into the interface's 500; the trace goes to the log, never to the caller.</summary>
internal sealed class SystemErrorHandler(ILogger<SystemErrorHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
            return true;
        Log.RequestFaulted(logger, exception, httpContext.Request.Method, httpContext.Request.Path, httpContext.TraceIdentifier);
        httpContext.Response.StatusCode = StatusCodes.Status500InternalServerError;
        await httpContext.Response.WriteAsJsonAsync(
            new SystemError
            {
                Error = $"The service failed unexpectedly ({exception.GetType().Name}).",
                UserMessage = $"The service failed unexpectedly. Try again; if it stays, look for {httpContext.TraceIdentifier} in the service's log.",
            },
            CancellationToken.None);
        return true;
    }
}

using System.Collections.Immutable;
using Pulumirpc;

namespace Pulumi.Testing;

/// <summary>An engine that keeps the errors.</summary>
internal sealed class MockEngine : IEngine
{
    private ImmutableList<string> _errors = [];

    public ImmutableList<string> Errors => _errors;

    public Task LogAsync(LogRequest request)
    {
        if (request.Severity == LogSeverity.Error)
            ImmutableInterlocked.Update(ref _errors, errors => errors.Add(request.Message));
        return Task.CompletedTask;
    }
}

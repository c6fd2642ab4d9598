using System.Text.Json.Nodes;
using Refit;

namespace Provisioner.Databricks.WorkspaceApis;

/// <summary>SQL statements on a warehouse: <c>/api/2.0/sql/statements</c>.</summary>
public interface IStatementsApi
{
    [Post("/api/2.0/sql/statements")]
    Task<StatementAnswer> ExecuteAsync([Body] StatementRequest request, CancellationToken cancellationToken = default);

    [Get("/api/2.0/sql/statements/{statementId}")]
    Task<StatementAnswer> GetAsync(string statementId, CancellationToken cancellationToken = default);

    [Post("/api/2.0/sql/statements/{statementId}/cancel")]
    Task CancelAsync(string statementId, CancellationToken cancellationToken = default);
}

public static class StatementsApiWaiting
{
    /// <summary>Runs a statement to its end, polling with growing pauses; a failed one is a <see cref="DatabricksApiException"/>.</summary>
    public static async Task<StatementAnswer> ExecuteToEndAsync(
        this IStatementsApi api, StatementRequest request, TimeProvider time, CancellationToken cancellationToken = default)
    {
        var answer = await api.ExecuteAsync(request, cancellationToken);
        var pause = TimeSpan.FromSeconds(1);
        while (answer.Status.State is "PENDING" or "RUNNING")
        {
            await Task.Delay(pause, time, cancellationToken);
            pause = pause < TimeSpan.FromSeconds(10) ? pause * 1.5 : pause;
            answer = await api.GetAsync(answer.StatementId, cancellationToken);
        }

        return answer.Status.State == "SUCCEEDED"
            ? answer
            : throw new DatabricksApiException(
                System.Net.HttpStatusCode.OK, answer.Status.Error?.ErrorCode ?? answer.Status.State,
                SecretRedaction.Redact(answer.Status.Error?.Message ?? $"statement ended {answer.Status.State}"), "POST", "/api/2.0/sql/statements");
    }
}

public sealed record StatementRequest
{
    public required string WarehouseId { get; init; }

    public required string Statement { get; init; }

    /// <summary>How long the call waits for the end, <c>0s</c> or <c>5s</c> to <c>50s</c>.</summary>
    public string? WaitTimeout { get; init; }

    /// <summary><c>CONTINUE</c> or <c>CANCEL</c>.</summary>
    public string? OnWaitTimeout { get; init; }

    public string? Catalog { get; init; }

    public string? Schema { get; init; }
}

public sealed record StatementAnswer
{
    public string StatementId { get; init; } = "";

    public StatementStatus Status { get; init; } = new();

    public JsonObject? Manifest { get; init; }

    public JsonObject? Result { get; init; }
}

public sealed record StatementStatus
{
    /// <summary><c>PENDING</c>, <c>RUNNING</c>, <c>SUCCEEDED</c>, <c>FAILED</c>, <c>CANCELED</c>, <c>CLOSED</c>.</summary>
    public string State { get; init; } = "";

    public StatementError? Error { get; init; }
}

public sealed record StatementError(string? ErrorCode, string? Message);

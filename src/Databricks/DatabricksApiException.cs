using System.Net;

namespace Provisioner.Databricks;

/// <summary>A call to a Databricks API (workspace or account) that was refused or could not be made. No secrets in it.</summary>
/// <param name="status">Null when no answer came (network, timeout).</param>
/// <param name="errorCode">Databricks' <c>error_code</c>, e.g. <c>RESOURCE_DOES_NOT_EXIST</c>; <c>UNREACHABLE</c> or <c>TIMEOUT</c> without an answer; may be empty.</param>
/// <param name="message">The API's own message, redacted.</param>
/// <param name="path">Path of the call without its query.</param>
public sealed class DatabricksApiException(HttpStatusCode? status, string errorCode, string message, string method, string path, Exception? innerException = null)
    : Exception(message, innerException)
{
    public HttpStatusCode? Status { get; } = status;

    public string ErrorCode { get; } = errorCode;

    public string Method { get; } = method;

    public string Path { get; } = path;

    /// <summary>The object is not there. Some APIs answer 400 with an <c>error_code</c> or only a text that says so.</summary>
    public bool IsNotFound =>
        Status == HttpStatusCode.NotFound
        || ErrorCode is "RESOURCE_DOES_NOT_EXIST" or "NOT_FOUND" or "CATALOG_DOES_NOT_EXIST" or "SCHEMA_DOES_NOT_EXIST" or "TABLE_DOES_NOT_EXIST"
        || (Status == HttpStatusCode.BadRequest && Message.Contains("does not exist", StringComparison.Ordinal));

    public bool IsAlreadyExists =>
        ErrorCode is "RESOURCE_ALREADY_EXISTS" or "ALREADY_EXISTS" or "RESOURCE_CONFLICT" or "CATALOG_ALREADY_EXISTS" or "SCHEMA_ALREADY_EXISTS" or "TABLE_ALREADY_EXISTS"
        || Message.Contains("already exists", StringComparison.OrdinalIgnoreCase);
}

using System.Net;

namespace Provisioner.Databricks;

/// <summary>A call to Azure Resource Manager or Microsoft Graph that was refused or could not be made. No secrets in it.</summary>
/// <param name="status">Null when no answer came (network, timeout, sign-in).</param>
/// <param name="errorCode">Azure's <c>error.code</c>, e.g. <c>ResourceNotFound</c>; may be empty.</param>
/// <param name="path">Path of the call without its query.</param>
public sealed class AzureApiException(HttpStatusCode? status, string errorCode, string message, string method, string path, Exception? innerException = null)
    : Exception(message, innerException)
{
    public HttpStatusCode? Status { get; } = status;

    public string ErrorCode { get; } = errorCode;

    public string Method { get; } = method;

    public string Path { get; } = path;

    public bool IsNotFound => Status == HttpStatusCode.NotFound;

    /// <summary>The request came while the workspace (or another resource) is still being made or changed.</summary>
    public bool IsConflict => Status == HttpStatusCode.Conflict;
}

using Provisioner.Databricks;

namespace Provisioner.Operations.Reconciling;

/// <summary>Turns a failing call of the reader into a sentence: retries are behind it, so somebody has to do something.</summary>
internal static class LiveReading
{
    public static bool IsExpected(Exception failure) => failure is DatabricksApiException or AzureApiException;

    /// <param name="changed">Something had been done before.</param>
    public static string Describe(Exception failure, bool changed = false) =>
        $"What is live could not be read: {failure.Message.TrimEnd('.')}. {(changed ? "What was done before is kept." : "Nothing was changed.")} Check that the service may read it and that the address is right, then try again.";
}

using Provisioner.Databricks;

namespace Provisioner.ReverseReader;

/// <summary>Asks for an object only to learn whether it is there.</summary>
internal static class Existence
{
    /// <summary>False exactly when the API says that there is no such object; any other refusal is the caller's.</summary>
    public static async Task<bool> OfAsync<T>(Func<Task<T>> get)
    {
        try
        {
            await get();
            return true;
        }
        catch (DatabricksApiException e) when (e.IsNotFound)
        {
            return false;
        }
    }
}

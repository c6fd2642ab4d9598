using System.Text.Json.Nodes;
using Provisioner.Databricks;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Resources;

/// <summary>Updates a catalog or schema: a new owner by a call of its own, before the rest.</summary>
internal static class UnityUpdate
{
    /// <param name="body">What changes besides the owner.</param>
    /// <param name="patch">Makes the call.</param>
    /// <returns>Whether there was something to change besides the owner.</returns>
    public static async Task<bool> RunAsync(
        ObjectSchema schema, PropertyMap prior, PropertyMap planned, JsonObject body, Func<JsonObject, CancellationToken, Task> patch, CancellationToken cancellationToken)
    {
        var ownerChanged = planned.Text("owner") != prior.Text("owner") && planned.Text("owner").Length > 0;
        if (ownerChanged)
            await patch(new JsonObject { ["owner"] = planned.Text("owner") }, cancellationToken);
        if (planned.Text("comment").Length == 0 && prior.Text("comment").Length > 0)
            body["comment"] = "";
        if (!schema.Ordered.Any(property => property.Name is not ("owner" or "forceDestroy") && !Equals(planned.Get(property.Name), prior.Get(property.Name))))
            return false;
        try
        {
            await patch(body, cancellationToken);
            return true;
        }
        catch (DatabricksApiException) when (ownerChanged)
        {
            // Back to the owner who can still do something about it.
            await patch(new JsonObject { ["owner"] = prior.Text("owner") }, CancellationToken.None);
            throw;
        }
    }
}

using Provisioner.Databricks;
using Provisioner.Databricks.WorkspaceApis;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Resources;

/// <summary>A folder; its id is its path.</summary>
internal sealed class DirectoryHandler() : ResourceHandler("databricks:index/directory:Directory", "directory")
{
    public override async Task<string> CreateAsync(DatabricksContext context, PropertyMap planned, CancellationToken cancellationToken)
    {
        var path = planned.Text("path");
        await context.Workspace.Objects.MakeDirectoriesAsync(new MakeDirectoriesRequest(path), cancellationToken);
        return path;
    }

    public override async Task<PropertyMap?> ReadAsync(DatabricksContext context, string id, PropertyMap prior, bool isNew, CancellationToken cancellationToken)
    {
        var status = await context.Workspace.Objects.GetStatusAsync(id, cancellationToken);
        if (status.ObjectType != "DIRECTORY")
            throw new ProviderException($"different object type, {status.ObjectType}, on this path other than a directory");
        return ApiState.Merge(Schema, prior, ToJson(status), isNew, property => property.Name is "path" or "objectId")
            .Set("workspacePath", "/Workspace" + id);
    }

    public override async Task DeleteAsync(DatabricksContext context, string id, PropertyMap state, CancellationToken cancellationToken)
    {
        try
        {
            await context.Workspace.Objects.DeleteAsync(new DeleteObjectRequest(id, state.Flag("deleteRecursive") ? true : null), cancellationToken);
        }
        catch (DatabricksApiException gone) when (gone.IsNotFound)
        {
            // What is to go is gone.
        }
    }

    // A slash at the end is no other folder.
    public override PropertyMap AdjustPlan(PropertyMap? prior, PropertyMap planned) =>
        prior is not null && planned.Text("path") == prior.Text("path") + "/" ? planned.Set("path", prior.Text("path")) : planned;
}

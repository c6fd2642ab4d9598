using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Provisioner.Databricks;
using Provisioner.Databricks.WorkspaceApis;
using Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Resources;

/// <summary>A table or view, made and changed by SQL on a warehouse; its id is <c>catalog.schema.name</c>.</summary>
internal sealed class SqlTableHandler() : ResourceHandler("databricks:index/sqlTable:SqlTable", "sql table")
{
    public override async Task<string> CreateAsync(DatabricksContext context, PropertyMap planned, CancellationToken cancellationToken)
    {
        var table = SqlTableDefinition.FromState(planned);
        await ExecuteAsync(context, planned, table.Create(), cancellationToken);
        if (planned.Text("owner") is { Length: > 0 } owner)
            await context.Workspace.Tables.UpdateAsync(table.FullName, new JsonObject { ["owner"] = owner }, cancellationToken);
        return table.FullName;
    }

    public override async Task<PropertyMap?> ReadAsync(DatabricksContext context, string id, PropertyMap prior, bool isNew, CancellationToken cancellationToken)
    {
        var table = await context.Workspace.Tables.GetAsync(id, cancellationToken);
        var answer = ToJson(table);
        // What the platform adds is told apart from what the program asked for.
        answer["effective_properties"] = answer["properties"]?.DeepClone();
        answer.Remove("properties");
        foreach (var column in (answer["columns"] as JsonArray ?? []).OfType<JsonObject>())
            column["identity"] = Identity(column["type_json"]?.GetValue<string>());
        var partitions = from column in table.Columns
                         where column.Other?.GetValueOrDefault("partition_index") is { ValueKind: JsonValueKind.Number }
                         orderby column.Other!["partition_index"].GetInt32()
                         select column.Name;
        return ApiState.Merge(Schema, prior, answer, isNew, property => property.Name is not ("providerConfig" or "warehouseId" or "clusterId" or "partitions"))
            .Set("partitions", PropertyValues.TextList(partitions));
    }

    public override async Task<PropertyMap> UpdateAsync(DatabricksContext context, string id, PropertyMap prior, PropertyMap planned, CancellationToken cancellationToken)
    {
        var wanted = SqlTableDefinition.FromState(planned);
        var live = SqlTableDefinition.FromTable(await context.Workspace.Tables.GetAsync(id, cancellationToken));
        foreach (var statement in wanted.Alter(live))
            await ExecuteAsync(context, planned, statement, cancellationToken);
        if (planned.Text("owner") != prior.Text("owner"))
        {
            var owner = planned.Text("owner") is { Length: > 0 } given ? given : await context.GetCurrentUserAsync(cancellationToken);
            await context.Workspace.Tables.UpdateAsync(wanted.FullName, new JsonObject { ["owner"] = owner }, cancellationToken);
        }

        return planned;
    }

    public override Task DeleteAsync(DatabricksContext context, string id, PropertyMap state, CancellationToken cancellationToken) =>
        ExecuteAsync(context, state, SqlTableDefinition.FromState(state).Drop(), cancellationToken);

    public override PropertyMap AdjustPlan(PropertyMap? prior, PropertyMap planned)
    {
        if (prior is null)
            return planned;
        if (SqlText.AreSame(planned.Text("viewDefinition"), prior.Text("viewDefinition")) && prior.TryGetValue("viewDefinition", out var definition))
            planned = planned.Set("viewDefinition", definition);
        planned = KeepTypes(prior, planned);
        RequireAlterable(SqlTableDefinition.FromState(prior).Columns, SqlTableDefinition.FromState(planned).Columns);
        // A property that was changed behind our back is to be set again.
        var effective = prior.Object("effectiveProperties") ?? PropertyMap.Empty;
        var drifted = (planned.Object("properties") ?? PropertyMap.Empty).Where(item => !PropertyValues.IsReserved(item.Key) && effective.Get(item.Key)?.Equals(PropertyValues.Plain(item.Value)) != true).ToList();
        return drifted.Count == 0 ? planned : planned.Set("effectiveProperties", drifted.Aggregate(effective, (map, item) => map.Set(item.Key, item.Value)));
    }

    // The comment of a view cannot be changed in place.
    public override bool NeedsReplacement(PropertyMap prior, PropertyMap planned, ImmutableSortedDictionary<string, PropertyDiff> differences) =>
        planned.Text("tableType") == "VIEW" && differences.ContainsKey("comment");

    private static PropertyMap KeepTypes(PropertyMap prior, PropertyMap planned)
    {
        var olds = prior.Items("columns");
        if (planned.Get("columns") is not ArrayValue columns)
            return planned;
        return planned.Set("columns", PropertyValues.List(columns.Items.Select((item, index) =>
            item is ObjectValue column && index < olds.Length && olds[index] is ObjectValue old && SqlText.Type(column.Properties.Text("type")) == SqlText.Type(old.Properties.Text("type"))
                && old.Properties.TryGetValue("type", out var type)
                ? (PropertyValue)column.Properties.Set("type", type)
                : item)));
    }

    private static void RequireAlterable(IReadOnlyList<SqlColumn> olds, IReadOnlyList<SqlColumn> news)
    {
        if (olds.Count == news.Count)
        {
            foreach (var (old, column) in olds.Zip(news))
            {
                if (SqlText.Type(old.Type) != SqlText.Type(column.Type) && column.Type.Length > 0)
                    throw new ProviderException("changing the 'type' of an existing column is not supported");
                if (old.Identity != column.Identity)
                    throw new ProviderException("changing the 'identity' type of an existing column is not supported");
            }

            return;
        }

        var changed = from old in olds
                      join column in news on old.Name equals column.Name
                      where (column.Type.Length > 0 && SqlText.Type(old.Type) != SqlText.Type(column.Type)) || old.Nullable != column.Nullable || old.Comment != column.Comment
                      select old;
        if (changed.Any())
            throw new ProviderException("detected changes in both number of columns and existing column field values, please do not change number of columns and update column values at the same time");
    }

    private static async Task ExecuteAsync(DatabricksContext context, PropertyMap state, string statement, CancellationToken cancellationToken)
    {
        var warehouse = state.Text("warehouseId") is { Length: > 0 } id
            ? id
            : throw new ProviderException("warehouse_id is required: running SQL on a cluster is not supported by the embedded provider");
        var answer = await context.Workspace.Statements.ExecuteAsync(
            new StatementRequest { WarehouseId = warehouse, Statement = statement, WaitTimeout = "50s", OnWaitTimeout = "CANCEL" }, cancellationToken);
        if (answer.Status.State != "SUCCEEDED")
        {
            var reason = answer.Status.Error?.Message is { Length: > 0 } message ? ": " + SecretRedaction.Redact(message) : "";
            throw new ProviderException($"statement failed to execute: {answer.Status.State}{reason}");
        }
    }

    private static string Identity(string? typeJson)
    {
        if (string.IsNullOrEmpty(typeJson))
            return "";
        try
        {
            return JsonNode.Parse(typeJson) is JsonObject { } type && type["metadata"] is JsonObject metadata && metadata.ContainsKey("delta.identity.start")
                ? metadata["delta.identity.allowExplicitInsert"]?.GetValue<bool>() switch { true => "default", false => "always", null => "" }
                : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Provisioner.Descriptors.Yaml;

namespace Provisioner.Api.Tests.Interface;

/// <summary>
/// Every field that reaches a statement, a filter or a path, with every text that would do harm if it were ever pasted: either the component is deployed
/// and exactly that text is live, or it is refused under the field's path; and nothing else changes.
/// </summary>
public class HostileNameTests
{
    private const string Job = "ingest-job";
    private const string Pipeline = "clean-pipeline";
    private const string Workflow = "daily-flow";
    private const string View = "orders-view";

    private static readonly string[] Texts =
    [
        "a'b\"c`d;e%f_gé漢😀--",
        "a\\b\\",
        "x'; DROP TABLE `sales_orders_1`.`clean`.`orders`; --",
        "%",
        "*) or (displayName pr",
        new('x', 255),
        new('x', 256),
        "../../Shared/x",
        "a\nb",
    ];

    /// <summary>Component, path inside it (or from the root), what the text is put into, and the path that a refusal may name instead.</summary>
    private static readonly (string Component, string Field, string Form, string Refused)[] Fields =
    [
        (Job, "specific.jobName", "{0}", ""),
        (Job, "specific.repoPath", "{1}/{0}", ""),
        (Job, "specific.runAsPrincipalName", "{0}", ""),
        (Job, "specific.git.gitRepoUrl", "https://github.com/acme/{0}", ""),
        (Job, "specific.git.gitReference", "{0}", ""),
        (Job, "specific.git.gitPath", "{0}", ""),
        (Job, "specific.cluster.clusterSparkVersion", "{0}", ""),
        (Job, "specific.cluster.nodeTypeId", "{0}", ""),
        (Job, "specific.cluster.sparkEnvVarsDevelopment[0].value", "{0}", ""),
        (Job, "specific.cluster.sparkEnvVars[0].name", "{0}", "specific.cluster.sparkEnvVars[0]"),
        (Job, "specific.cluster.sparkConf[0].name", "{0}", "specific.cluster.sparkConf[0]"),
        (Job, "specific.cluster.sparkConf[0].value", "{0}", ""),
        (Job, "specific.scheduling.cronExpression", "{0}", ""),
        (Job, "specific.scheduling.javaTimezoneId", "{0}", ""),
        (Job, "specific.workspace", "{0}", ""),
        (Job, "description", "{0}", ""),
        (Pipeline, "specific.pipelineName", "{0}", ""),
        (Pipeline, "specific.catalog", "{0}", ""),
        (Pipeline, "specific.target", "{0}", ""),
        (Pipeline, "specific.notebooks[0]", "/{0}", ""),
        (Pipeline, "specific.notifications[0].mail", "{0}@company.com", ""),
        (Pipeline, "specific.cluster.policyId", "{0}", ""),
        (Pipeline, "specific.cluster.tags.team", "{0}", ""),
        (Workflow, "specific.workflow.settings.name", "{0}'w", ""),
        (Workflow, "specific.workflow.settings.parameters[0].name", "{0}", ""),
        (Workflow, "specific.workflowTasksInfoList[1].referencedTaskName", "{0}", "specific.workflowTasksInfoList[1]"),
        (Workflow, "specific.workflowTasksInfoList[0].referencedTaskName", "{0}", "specific.workflowTasksInfoList[0]"),
        (Workflow, "specific.workflowTasksInfoList[2].referencedClusterName", "{0}", "specific.workflowTasksInfoList[2]"),
        (View, "specific.catalogName", "{0}", "specific.tableName"),
        (View, "specific.schemaName", "{0}", "specific.tableName"),
        (View, "specific.tableName", "{0}", ""),
        (View, "specific.sqlWarehouseName", "{0}", ""),
        (View, "specific.workspaceOP", "{0}", ""),
        (View, "specific.catalogNameOP", "{0}", ""),
        (View, "specific.schemaNameOP", "{0}", ""),
        (View, "specific.viewNameOP", "{0}", ""),
        (View, "dataContract.schema[1].name", "{0}", ""),
        (View, "dataContract.schema[1].description", "{0}", ""),
        (View, "description", "{0}", ""),
        (View, "/dataProduct.devGroup", "group:{0}", ""),
        (View, "/dataProduct.dataProductOwner", "user:{0}_company.com", ""),
        (Job, "/dataProduct.environment", "{0}", ""),
        (Job, "id", "urn:dmb:cmp:sales:orders:1:{0}", "/componentIdToProvision"),
    ];

    [Fact]
    public async Task Provision_HostileTextInAnyField_IsLiveExactlyOrRefusedUnderItsPathAndNothingElseChanges()
    {
        await using var databricks = await EmulatedDatabricks.StartAsync();
        await using var service = await RunningService.StartOnAsync(databricks.Server);
        await SeedAsync(databricks);
        var before = await OthersAsync(databricks);
        var cases = Fields.SelectMany(field => Texts.Select(text => (field, text))).Select((one, index) => new Case(index, one.field.Component, one.field.Field, one.field.Form, one.field.Refused, one.text)).ToList();

        // All requests first: what is refused at once has called nothing.
        var calls = await databricks.CallsDuringAsync(async () =>
        {
            foreach (var one in cases.Where(one => !IsReadable(one)))
                one.Answer = await service.PostAsync("/v1/provision", Sample.Request(one.Descriptor));
        });
        Assert.Empty(calls);
        foreach (var one in cases.Where(IsReadable))
            one.Answer = await service.PostAsync("/v1/provision", Sample.Request(one.Descriptor));
        foreach (var one in cases.Where(one => one.Answer.Status == 202))
            one.Ended = await service.EndedAsync($"/v1/provision/{one.Answer.Body}/status");

        var state = await databricks.StateAsync();
        var faults = cases.Select(one => Fault(one, state)).Where(fault => fault is not null).ToList();
        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.Equal(before, await OthersAsync(databricks));
        Assert.Contains(cases, one => one.Ended is not null);
        Assert.All(Texts[..2], text => Assert.Contains(cases, one => one.Text == text && (string?)one.Ended?["status"] == "COMPLETED"));
    }

    /// <summary>Null when the case ended well.</summary>
    private static string? Fault(Case one, JsonObject state)
    {
        var refusals = one.Refused.Length == 0 ? [one.Path] : (string[])[one.Path, one.RefusedPath];
        var mine = Mine(one, state);
        if (one.Answer.Status == 400)
        {
            var field = (string?)one.Answer.Body!["inputErrorField"];
            return refusals.Contains(field) && mine.Count == 0 ? null : $"{one}: refused under {field}: {one.Answer.Body["errors"]!.ToJsonString()}; live {mine.Count}";
        }

        var result = (string?)one.Ended?["result"] ?? "";
        return (string?)one.Ended?["status"] switch
        {
            "COMPLETED" => mine.Exists(live => Holds(live, one)) ? null : $"{one}: completed, but is not live: {string.Join(' ', mine.Select(live => live.ToJsonString()))}",
            "FAILED" => Array.Exists(refusals, path => result.Contains(path + ":", StringComparison.Ordinal)) && mine.Count == 0 ? null : $"{one}: failed with {result}; live {mine.Count}",
            var status => $"{one}: {one.Answer.Status} {status}",
        };
    }

    /// <summary>Jobs, pipelines and views of the case: each has names of its own.</summary>
    private static List<JsonNode> Mine(Case one, JsonObject state)
    {
        var owned = state["repos"]!.AsArray().Concat(state["jobs"]!.AsArray()).Concat(state["pipelines"]!.AsArray()).Concat(state["tables"]!.AsArray());
        return [.. owned.OfType<JsonNode>().Where(live => live.ToJsonString().Contains(one.Mark, StringComparison.Ordinal))];
    }

    /// <summary>Is a name, a key or a text of the live object exactly the hostile one, or does it say so in a form that the field gives it?</summary>
    private static bool Holds(JsonNode? live, Case one) => live switch
    {
        JsonObject map => map.Any(member => member.Key == one.Text || Holds(member.Value, one)),
        JsonArray list => list.Any(item => Holds(item, one)),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>() is var text && (text == one.Text || text == one.Value || text == "/" + one.Value || text == one.Value.TrimStart('/') || one.IsLooked),
        _ => false,
    };

    /// <summary>What a text that is only looked up finds is there under exactly its name; decoys are what a pattern would find too.</summary>
    private static async Task SeedAsync(EmulatedDatabricks databricks)
    {
        var texts = Texts.Where(text => !text.Contains('\n', StringComparison.Ordinal)).ToList();
        await databricks.SeedAsync(new JsonObject
        {
            ["default"] = false,
            ["servicePrincipals"] = new JsonArray([.. texts.Append("decoy").Select((text, i) => (JsonNode)new JsonObject { ["displayName"] = text, ["applicationId"] = $"00000000-0000-4000-8000-{i:000000000000}" })]),
            ["groups"] = new JsonArray([.. texts.Append("decoy").Select(text => (JsonNode)new JsonObject { ["displayName"] = text })]),
            ["users"] = new JsonArray([.. texts.Append("decoy").Select(text => (JsonNode)new JsonObject { ["userName"] = $"{text}@company.com" })]),
            ["workspaces"] = new JsonArray(new JsonObject
            {
                ["name"] = "second", ["host"] = ComponentSamples.OtherHost, ["warehouses"] = new JsonArray([.. texts.Append("decoy").Select(text => (JsonNode)new JsonObject { ["name"] = text })]),
            }, new JsonObject
            {
                ["name"] = "first", ["host"] = ComponentSamples.Host, ["warehouses"] = new JsonArray([.. texts.Append("decoy").Select(text => (JsonNode)new JsonObject { ["name"] = text })]),
            }),
        }.ToJsonString());
        foreach (var name in texts.Concat(["decoy", "sales_orders_1_ingest-job_development"]))
            await databricks.CallAsync("/api/2.1/jobs/create", new JsonObject { ["name"] = name }, ComponentSamples.OtherHost);
        foreach (var name in texts.Concat(["decoy", "sales_orders_1_clean-pipeline_development"]))
            await databricks.CallAsync("/api/2.0/pipelines", new JsonObject { ["name"] = name, ["libraries"] = new JsonArray(new JsonObject { ["notebook"] = new JsonObject { ["path"] = "/x" } }) }, ComponentSamples.OtherHost);
    }

    /// <summary>Everything that no case may touch.</summary>
    private static async Task<string> OthersAsync(EmulatedDatabricks databricks)
    {
        var state = await databricks.StateAsync();
        var others = new[] { "users", "groups", "servicePrincipals", "warehouses", "metastores", "metastoreAssignments", "workspaces", "azureWorkspaces" }.Select(name => state[name]!.ToJsonString())
            .Concat(state["jobs"]!.AsArray().Concat(state["pipelines"]!.AsArray()).Select(one => one!.ToJsonString()).Where(one => !one.Contains("case-", StringComparison.Ordinal)))
            .Concat(state["tables"]!.AsArray().Select(one => one!.ToJsonString()).Where(one => one.Contains("\"clean\"", StringComparison.Ordinal) && !one.Contains("case-", StringComparison.Ordinal)))
            .Concat(state["objects"]!.AsArray().Select(one => one!.ToJsonString()).Where(one => one.Contains("\"/Shared", StringComparison.Ordinal)));
        return string.Join('\n', others);
    }

    private static bool IsReadable(Case one) => Provisioner.Descriptors.Reading.DescriptorReader.Read(one.Descriptor, new Provisioner.Descriptors.DescriptorSettings()).Succeeded;

    private sealed class Case
    {
        private readonly string _field;

        public Case(int index, string component, string field, string form, string refused, string text)
        {
            (_field, Refused, Text) = (field, refused, text);
            Mark = $"case-{index}-";
            Value = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, text, Mark);
            var map = YamlText.ReadMap(ComponentSamples.Of(component)
                .Replace("override: false", "override: true", StringComparison.Ordinal)
                // Names of its own, but for those that it refers to.
                .Replace($"sales:orders:1:{component}", $"sales:orders:1:{Mark}{component}", StringComparison.Ordinal)
                .Replace($"orders_1/{component}/orders", $"orders_1/{Mark}{component}/orders", StringComparison.Ordinal)
                .Replace($"Name: sales_orders_1_{component}", $"Name: {Mark}{component}", StringComparison.Ordinal)
                .Replace($" name: sales_orders_1_{component}", $" name: {Mark}{component}", StringComparison.Ordinal)
                .Replace("viewNameOP: orders_view", $"viewNameOP: {Mark}view", StringComparison.Ordinal)).Map!;
            Index = map["dataProduct"]!["components"]!.AsArray().Select((one, i) => ((string)one!["id"]!, i)).Single(one => one.Item1.Contains(Mark, StringComparison.Ordinal)).i;
            map["dataProduct"]!["components"]![Index]!["description"] = Mark;
            if (component == Pipeline)
                map["dataProduct"]!["components"]![Index]!["specific"]!["cluster"]!["tags"]!["case"] = Mark;
            if (component == Workflow)
                map["dataProduct"]!["components"]![Index]!["specific"]!["workflow"]!["settings"]!["description"] = Mark;
            RestoreReferences(map, component);
            // What workflows refer to is in the other workspace: in the first the same names are the components' own.
            if (component == Workflow)
                map["dataProduct"]!["components"]![Index]!["specific"]!["workspace"] = ComponentSamples.OtherHost;
            Put(map, Path, Value);
            if (field == "id")
                map["componentIdToProvision"] = Value;
            Descriptor = map.ToJsonString();
        }

        public int Index { get; }

        public string Mark { get; }

        public string Text { get; }

        public string Value { get; }

        public string Refused { get; }

        public string Descriptor { get; }

        public string Path => At(_field);

        public string RefusedPath => At(Refused);

        /// <summary>The text is a name of something else: the live object shows its id, or nothing of it.</summary>
        public bool IsLooked => _field.EndsWith("TaskName", StringComparison.Ordinal) || _field.EndsWith("ClusterName", StringComparison.Ordinal)
            || _field is "specific.runAsPrincipalName" or "specific.sqlWarehouseName" or "/dataProduct.devGroup" or "/dataProduct.dataProductOwner" or "/dataProduct.environment" or "id" or "specific.target" or "specific.catalog";

        public (int Status, JsonNode? Body) Answer { get; set; }

        public JsonNode? Ended { get; set; }

        public override string ToString() => $"{Path} = {JsonSerializer.Serialize(Text.Length > 60 ? $"{Text[..10]}… ({Text.Length})" : Text)}";

        private string At(string field) => field.StartsWith('/') ? field[1..] : $"dataProduct.components[{Index}].{field}";

        /// <summary>The workflow refers to the sample's job and pipeline as they are.</summary>
        private void RestoreReferences(JsonObject map, string component)
        {
            if (component is not Workflow)
                return;
            var list = map["dataProduct"]!["components"]![Index]!["specific"]!["workflowTasksInfoList"]!.AsArray();
            list[0]!["referencedTaskName"] = "sales_orders_1_ingest-job_development";
            list[1]!["referencedTaskName"] = "sales_orders_1_clean-pipeline_development";
        }

        private static void Put(JsonNode at, string path, string value)
        {
            var steps = path.Replace("[", ".[", StringComparison.Ordinal).Split('.');
            foreach (var step in steps[..^1])
                at = step.StartsWith('[') ? at[int.Parse(step.AsSpan(1, step.Length - 2), System.Globalization.CultureInfo.InvariantCulture)]! : at[step]!;
            if (steps[^1].StartsWith('['))
                at[int.Parse(steps[^1].AsSpan(1, steps[^1].Length - 2), System.Globalization.CultureInfo.InvariantCulture)] = value;
            else
                at[steps[^1]] = value;
        }
    }
}

using System.Text.Json.Nodes;

namespace Provisioner.Api.Tests.Interface;

/// <summary>Every field of a job's and a pipeline's descriptor is found in the live object, in both forms that lists of named values have.</summary>
public class FieldTests
{
    private const string Principal = "5c0a5c6e-0f6d-4c5e-9a53-7b1f3f0e7a11";

    [Fact]
    public async Task Job_EveryField_IsLive()
    {
        var live = await DeployedAsync(
            "ingest-job", "jobs",
            ("runAsPrincipalName:\n", "runAsPrincipalName: etl\n        description: As the job says\n"),
            ("gitReferenceType: BRANCH", "gitReferenceType: TAG\n          gitProvider: gitlab"),
            ("numWorkers: 2", "numWorkers: 3"),
            ("runtimeEngine: PHOTON", "runtimeEngine: STANDARD"),
            ("          sparkConf:\n            - { name: spark.sql.shuffle.partitions, value: \"8\" }\n", "          sparkConf: { spark.sql.shuffle.partitions: 8 }\n"),
            ("          sparkEnvVars:\n            - { name: LOG_LEVEL, value: INFO }\n", "          sparkEnvVars: { LOG_LEVEL: INFO, EVERYWHERE: true }\n          sparkEnvVarsQa: { LOG_LEVEL: NONE, QA: 1 }\n          sparkEnvVarsProduction: [ { name: LIVE, value: 1 } ]\n"));

        Holds(live["settings"], """
            {
              "name": "sales_orders_1_ingest-job_development", "description": "As the job says",
              "git_source": { "git_url": "https://github.com/acme/orders-ingest.git", "git_provider": "gitLab", "git_tag": "main" },
              "schedule": { "quartz_cron_expression": "0 0 5 * * ?", "timezone_id": "Europe/Rome" },
              "parameters": [ { "name": "EVERYWHERE", "default": "true" }, { "name": "LOG_LEVEL", "default": "DEBUG" } ],
              "run_as": { "service_principal_name": "5c0a5c6e-0f6d-4c5e-9a53-7b1f3f0e7a11" },
              "tasks": [ {
                "notebook_task": { "notebook_path": "notebooks/ingest", "source": "GIT" },
                "new_cluster": {
                  "spark_version": "15.4.x-scala2.12", "node_type_id": "Standard_DS3_v2", "driver_node_type_id": "Standard_DS3_v2", "num_workers": 3, "runtime_engine": "STANDARD",
                  "data_security_mode": "SINGLE_USER", "spark_conf": { "spark.sql.shuffle.partitions": "8" }, "spark_env_vars": { "EVERYWHERE": "true", "LOG_LEVEL": "DEBUG" },
                  "azure_attributes": { "availability": "SPOT_WITH_FALLBACK_AZURE", "first_on_demand": 1, "spot_bid_max_price": -1 }
                }
              } ]
            }
            """);
    }

    [Fact]
    public async Task Pipeline_EveryField_IsLive()
    {
        var live = await DeployedAsync(
            "clean-pipeline", "pipelines",
            ("        productEdition: ADVANCED\n        continuous: false", "        runAsPrincipalName: etl\n        productEdition: pro\n        continuous: true"),
            ("files: []", "files: [ orders_1/clean-pipeline/orders/rules.py ]"),
            ("photon: true\n        channel: CURRENT", "photon: true\n        channel: PREVIEW"),
            ("mode: ENHANCED", "mode: LEGACY\n          policyId: POLICY1"),
            ("sparkConf: {}", "sparkConf: [ { name: spark.a, value: 1 } ]\n          sparkEnvVars: [ { name: A, value: all }, { name: B, value: all } ]\n          sparkEnvVarsDevelopment: { B: development }"));

        Holds(live["spec"], """
            {
              "name": "sales_orders_1_clean-pipeline_development", "edition": "PRO", "continuous": true, "photon": true, "channel": "PREVIEW", "catalog": "sales_orders_1", "schema": "clean",
              "libraries": [ { "notebook": { "path": "/orders_1/clean-pipeline/orders/clean" } }, { "file": { "path": "/orders_1/clean-pipeline/orders/rules.py" } } ],
              "notifications": [ { "email_recipients": [ "data-ops@company.com" ], "alerts": [ "on-update-failure", "on-flow-failure" ] } ],
              "clusters": [ {
                "label": "default", "autoscale": { "mode": "LEGACY", "min_workers": 1, "max_workers": 3 }, "node_type_id": "Standard_DS3_v2", "driver_node_type_id": "Standard_DS3_v2",
                "policy_id": "POLICY1", "spark_conf": { "spark.a": "1" }, "spark_env_vars": { "A": "all", "B": "development" }, "custom_tags": { "team": "sales" }
              } ]
            }
            """);
        Assert.Equal(Principal, (string?)live["run_as_user_name"] ?? (string?)live["run_as"]?["service_principal_name"]);
    }

    [Fact]
    public async Task Pipeline_WithoutAMode_HasItsNumberOfWorkersAndDefaults()
    {
        var live = await DeployedAsync(
            "clean-pipeline", "pipelines",
            ("          mode: ENHANCED\n          minWorkers: 1\n          maxWorkers: 3\n", "          numWorkers: 2\n"),
            ("        continuous: false\n", ""), ("        files: []\n", ""), ("        photon: true\n        channel: CURRENT\n", ""));

        Holds(live["spec"], """{ "channel": "CURRENT", "clusters": [ { "num_workers": 2 } ] }""");
        Assert.Null(live["spec"]!["clusters"]![0]!["autoscale"]);
        Assert.NotEqual(true, (bool?)live["spec"]!["continuous"]);
        Assert.NotEqual(true, (bool?)live["spec"]!["photon"]);
    }

    /// <returns>The live object, after a second deployment that had nothing to change.</returns>
    private static async Task<JsonObject> DeployedAsync(string component, string collection, params (string Old, string New)[] changes)
    {
        await using var databricks = await EmulatedDatabricks.StartAsync();
        await using var service = await RunningService.StartOnAsync(databricks.Server);
        var descriptor = ComponentSamples.Of(component);
        foreach (var (old, replacement) in changes)
        {
            Assert.Contains(old, descriptor, StringComparison.Ordinal);
            descriptor = descriptor.Replace(old, replacement, StringComparison.Ordinal);
        }

        await CompletesAsync(service, descriptor);
        Assert.Empty(EmulatedDatabricks.Changes(await databricks.CallsDuringAsync(() => CompletesAsync(service, descriptor))));
        return Assert.Single(await databricks.ListAsync(collection));
    }

    private static async Task CompletesAsync(RunningService service, string descriptor)
    {
        var (status, token) = await service.PostAsync("/v1/provision", Sample.Request(descriptor));
        Assert.True(status == 202, $"{status} {token}");
        var ended = await service.EndedAsync($"/v1/provision/{token}/status");
        Assert.True((string?)ended["status"] == "COMPLETED", ended.ToJsonString());
    }

    private static void Holds(JsonNode? live, string expected) => Holds(live, JsonNode.Parse(expected), "");

    private static void Holds(JsonNode? live, JsonNode? expected, string path)
    {
        switch (expected)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                    Holds((live as JsonObject)?[name], value, $"{path}.{name}");
                break;
            case JsonArray items:
                var found = (live as JsonArray) ?? [];
                Assert.True(found.Count == items.Count, $"{path}: {live?.ToJsonString()}");
                for (var i = 0; i < items.Count; i++)
                    Holds(found[i], items[i], $"{path}[{i}]");
                break;
            default:
                Assert.True(JsonNode.DeepEquals(expected, live), $"{path}: expected {expected?.ToJsonString()}, live {live?.ToJsonString()}");
                break;
        }
    }
}

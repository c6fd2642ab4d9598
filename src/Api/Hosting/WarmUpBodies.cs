using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Provisioner.Api.Hosting;

/// <summary>Long requests to provision, one of each kind of component and one that is none. All are refused: their owner is nobody, or there is no descriptor.</summary>
internal static class WarmUpBodies
{
    private const int Items = 400;

    private const string Workload = """
                workspace: adb-1.1.azuredatabricks.net
                git: { gitRepoUrl: "https://example.com/a/b.git", gitReference: main, gitReferenceType: BRANCH, gitPath: a }

        """;

    public static IReadOnlyList<byte[]> All() =>
    [
        Component("workload", "databricks-workload-job", Workload + "        cluster:\n          sparkEnvVars:\n", "            - { name: NAME_{0}, value: \"value {0}\" }\n"),
        Component("workload", "databricks-workload-dlt", Workload + "        notebooks:\n", "          - /a/notebook-{0}\n"),
        Component("workload", "databricks-workload-workflow", Workload + "        workflow:\n          settings:\n            tasks:\n", "              - task_key: t{0}\n                run_job_task:\n                  job_id: {0}\n"),
        Component("outputport", "databricks-outputport", "        workspace: adb-1.1.azuredatabricks.net\n      dataContract:\n        schema:\n", "          - { name: column_{0}, dataType: STRING, description: Column {0} }\n"),
        JsonSerializer.SerializeToUtf8Bytes(new
        {
            texts = Repeated("text {0}"),
            lists = Enumerable.Repeat(Array.Empty<int>(), Items),
            map = Enumerable.Range(0, Items).ToDictionary(i => string.Create(CultureInfo.InvariantCulture, $"key {i}")),
        }),
    ];

    /// <param name="specific">How the component's own part begins, up to a list.</param>
    /// <param name="item">One of the list's items; <c>{0}</c> stands for its number.</param>
    private static byte[] Component(string kind, string template, string specific, string item)
    {
        var text = new StringBuilder($"""
            componentIdToProvision: urn:dmb:cmp:warm:up:1:component
            dataProduct:
              id: urn:dmb:dp:warm:up:1
              name: up
              domain: warm
              version: 1.0.0
              environment: development
              dataProductOwner: nobody
              devGroup: developers
              components:
                - id: urn:dmb:cmp:warm:up:1:component
                  name: component
                  kind: {kind}
                  version: 1.0.0
                  useCaseTemplateId: urn:dmb:utm:{template}-template:1.0.0
                  specific:

            """).Append(specific).AppendJoin("", Repeated(item));
        return JsonSerializer.SerializeToUtf8Bytes(new { descriptorKind = "COMPONENT_DESCRIPTOR", descriptor = text.ToString() });
    }

    private static IEnumerable<string> Repeated(string item) =>
        Enumerable.Range(0, Items).Select(i => item.Replace("{0}", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
}

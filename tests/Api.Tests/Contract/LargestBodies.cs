using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Provisioner.Api.Tests.Contract;

/// <summary>Bodies of the largest size that is read, each hostile in its own way. The tests and the benchmark send them.</summary>
/// <param name="component">The sample's descriptor with one of its components to provision.</param>
internal sealed class LargestBodies(Func<string, string> component)
{
    /// <summary>Bytes that no body passes.</summary>
    public const int Size = 1 << 20;

    public IEnumerable<string> Sorts => Bodies.Keys;

    private Dictionary<string, Func<string>> Bodies => new(StringComparer.Ordinal)
    {
        ["no JSON"] = () => Filled("", "[", ""),
        ["JSON of many lists"] = () => Filled("[", "[],", "[]]"),
        ["JSON of many keys"] = () => Filled("{", i => $"\"k{i}\":{i},", "\"z\":0}"),
        ["JSON of many references"] = () => Filled("{\"refs\":[", "\"user:a_b.c\",", "\"group:d\"],\"provisionInfo\":{\"request\":\"a: 1\",\"result\":\"\"}}"),
        ["JSON of many wrong references"] = () => Filled("{\"refs\":[", "1,", "\"x\"],\"provisionInfo\":{\"request\":\"a: 1\",\"result\":\"\"}}"),
        ["JSON of many nameless references"] = () => Filled("{\"refs\":[", "\"x\",", "\"x\"],\"provisionInfo\":{\"request\":\"a: 1\",\"result\":\"\"}}"),
        ["JSON escapes"] = () => Filled("{\"descriptorKind\":\"COMPONENT_DESCRIPTOR\",\"descriptor\":\"", "\\u00e9\\ud83d\\ude00", "\"}"),
        ["one word"] = () => Described(Filled("", "x", "", Size - 200)),
        ["one unfinished quotation"] = () => Described(Filled("a: \"", "x", "", Size - 200)),
        ["one folded text"] = () => Described(Filled("a: >\n", " x\n", "", Size / 2)),
        ["one plain text of many lines"] = () => Described(Filled("a: b\n", "  c\n", "", Size / 2)),
        ["long texts"] = () => Described(Filled("", i => $"k{i}: {new string('x', 60_000)}\n", "", Size - 1000)),
        ["depth"] = () => Described(Filled("", "[", "", Size - 200)),
        ["depth of blocks"] = () => Described(Filled("", "- - ", "", Size - 200)),
        ["depth of question marks"] = () => Described(Filled("", "? ", "", Size - 200)),
        ["indentation"] = () => Described(string.Concat(Enumerable.Range(0, 1200).Select(i => $"{new string(' ', i)}a:\n"))),
        ["alias bomb"] = () => Described("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 15_000).Select(i => $"a{i}: &a{i} [*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1}]\n"))),
        ["anchors"] = () => Described(Filled("", i => $"- &a{i} x\n", "", Size - 200_000)),
        ["itself"] = () => Described(Filled("", "a: &b [*b]\n", "", Size / 2)),
        ["many keys"] = () => Described(Filled("", i => $"k{i}: {i}\n", "", Size - 100_000)),
        ["many short items"] = () => Described(Filled("", "- \n", "", Size / 2)),
        ["many flow items"] = () => Described(Filled("[", "a,", "a]", Size - 200)),
        ["many numbers"] = () => Described(Filled("[", "1.5e3,", "1]", Size - 200)),
        ["colliding keys"] = () => Described(Filled("", "a: 1\n", "", Size / 2)),
        ["comments"] = () => Described(Filled("", "# x\n", "", Size / 2)),
        ["unicode"] = () => Described(Filled("a: ", "漢😀", "", Size / 9)),
        ["escapes"] = () => Described(Filled("a: \"", "\\\\U0001F600", "\"", Size / 2)),
        ["tabs"] = () => Described(Filled("a:", "\t", "", Size / 2 - 200)),
        ["documents"] = () => Described(Filled("", "---\n", "", Size / 2)),
        ["directives"] = () => Described(Filled("", "%X y\n", "", Size / 2)),
        ["many components, each wrong"] = () => Described(Components("- { id: 5, kind: [] }")),
        ["many components, each right"] = () => Described(Components("- { id: other, kind: workload, specific: { a: [ 1, 2, 3 ] } }")),
        ["the component many times"] = () => Described(Components("- { id: urn:dmb:cmp:sales:orders:1:ingest-job }")),
        ["many columns, each wrong"] = () => Described(WithColumns("          - { name: , dataType: [] }\n")),
        ["many columns of one name"] = () => Described(WithColumns("          - { name: a }\n")),
        ["many columns"] = () => Described(WithColumns(i => $"          - {{ name: c{i} }}\n", valid: false)),
        ["many notebooks"] = () => Described(Long("clean-pipeline", "notebooks: [ /orders_1/clean-pipeline/orders/clean", i => $", /a/n{i}", " ]")),
        ["many equal notebooks"] = () => Described(Long("clean-pipeline", "notebooks: [ /orders_1/clean-pipeline/orders/clean", _ => ", /a", " ]")),
        ["many wrong notebooks"] = () => Described(Long("clean-pipeline", "notebooks: [ /orders_1/clean-pipeline/orders/clean", _ => ", ../..", " ]")),
        ["many notifications"] = () => Described(Long("clean-pipeline", "alert: [ on-update-failure, on-flow-failure", _ => ", nothing", " ]")),
        ["many tasks"] = () => Described(Long("daily-flow", "parameters: [ { name: day, default: \"\" }", i => $", {{ name: p{i} }}", " ]").Replace("job_id: 901", "job_id: 901, no: 1", StringComparison.Ordinal)),
        ["many tasks with ids"] = () => Described(Long("daily-flow", "            tasks:\n", i => $"              - {{ task_key: t{i}, run_job_task: {{ job_id: {i} }} }}\n", "")),
        ["many references of tasks"] = () => Described(Long("daily-flow", "        workflowTasksInfoList:\n", i => $"          - {{ taskKey: t{i}, referencedTaskType: job, referencedTaskName: j{i} }}\n", "")),
        ["many environment variables"] = () => Described(Long("ingest-job", "sparkEnvVars:\n", i => $"            - {{ name: \"{i}\", value: x }}\n", "")),
    };

    public string Of(string sort) => Bodies[sort]();

    private static string Described(string descriptor) => new JsonObject { ["descriptorKind"] = "COMPONENT_DESCRIPTOR", ["descriptor"] = descriptor }
        .ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static string Components(string component) =>
        Filled("componentIdToProvision: urn:dmb:cmp:sales:orders:1:ingest-job\ndataProduct:\n  environment: development\n  components:\n", $"  {component}\n", "", Size - 100_000);

    private string WithColumns(string column) => WithColumns(_ => column, valid: true);

    private string WithColumns(Func<int, string> column, bool valid)
    {
        const string schema = "        schema:\n";
        var text = component("orders-view");
        // One that reached the live checks would say more about them than about reading.
        text = valid ? text : text.Replace("viewNameOP: orders_view", "viewNameOP: a/b", StringComparison.Ordinal);
        var at = text.IndexOf(schema, StringComparison.Ordinal) + schema.Length;
        if (at <= schema.Length)
            throw new InvalidOperationException("the sample has no schema");
        return Filled(text[..at], column, text[at..], Size - 100_000);
    }

    /// <summary>A component with one list that is very long, and, so that it is refused, another fault.</summary>
    private string Long(string id, string before, Func<int, string> repeated, string after)
    {
        var text = component(id).Replace("dataProductOwner: user:", "dataProductOwner: nobody:", StringComparison.Ordinal);
        var at = text.IndexOf(before, StringComparison.Ordinal);
        if (at <= 0)
            throw new InvalidOperationException($"the sample has no '{before}'");
        at += before.Length;
        if (!text[at..].StartsWith(after, StringComparison.Ordinal))
            throw new InvalidOperationException($"the sample goes on with '{text.AsSpan(at, 40)}'");
        return Filled(text[..at], repeated, text[at..], Size - 100_000);
    }

    private static string Filled(string head, string repeated, string tail, int size = Size) => Filled(head, _ => repeated, tail, size);

    private static string Filled(string head, Func<int, string> repeated, string tail, int size = Size)
    {
        var text = new StringBuilder(head);
        for (var i = 0; ; i++)
        {
            var next = repeated(i);
            if (text.Length + next.Length + tail.Length > size)
                return text.Append(tail).ToString();
            text.Append(next);
        }
    }
}

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Provisioner.EmbeddedEngine.Tests.Providers.Databricks;

/// <summary>Answers each request with the first unused recorded exchange of the same method, path and body; what is not recorded is noted and refused.</summary>
internal sealed class ScriptedDatabricks : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly List<JsonObject> _exchanges;
    private readonly bool[] _used;
    private readonly List<string> _unexpected = [];
    private readonly Lock _lock = new();

    private ScriptedDatabricks(WebApplication application, IEnumerable<JsonObject> exchanges)
    {
        _application = application;
        _exchanges = [.. exchanges];
        _used = new bool[_exchanges.Count];
    }

    public Uri Address => new(_application.Urls.Single());

    public IReadOnlyList<string> Unexpected => _unexpected;

    public static async Task<ScriptedDatabricks> StartAsync(IEnumerable<JsonObject> exchanges)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var server = new ScriptedDatabricks(application, exchanges);
        application.Run(server.AnswerAsync);
        await application.StartAsync();
        return server;
    }

    public IEnumerable<string> UnusedWrites() => _exchanges.Where((exchange, index) => !_used[index] && exchange["method"]!.GetValue<string>() != "GET")
        .Select(exchange => $"{exchange["method"]} {exchange["path"]} {exchange["body"]?.ToJsonString()}");

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync();
        var body = text.Length == 0 ? null : JsonNode.Parse(text);
        var path = Uri.UnescapeDataString(context.Request.Path + context.Request.QueryString.Value);
        JsonObject? exchange;
        lock (_lock)
        {
            var at = _exchanges.FindIndex(item => !_used[_exchanges.IndexOf(item)] && Matches(item, context.Request.Method, path, body));
            // Reads may be repeated: the last answer stands.
            if (at < 0 && context.Request.Method == "GET")
                at = _exchanges.FindLastIndex(item => Matches(item, "GET", path, null));
            exchange = at < 0 ? null : _exchanges[at];
            if (at >= 0)
                _used[at] = true;
            else
                _unexpected.Add($"{context.Request.Method} {path} {text}");
        }

        context.Response.StatusCode = exchange?["status"]?.GetValue<int>() ?? 418;
        context.Response.ContentType = "application/json";
        context.Response.Headers["X-Databricks-Org-Id"] = "4242";
        await context.Response.WriteAsync(exchange?["response"]?.ToJsonString() ?? """{"error_code":"NOT_RECORDED","message":"not recorded"}""");
    }

    private static bool Matches(JsonObject exchange, string method, string path, JsonNode? body) =>
        exchange["method"]!.GetValue<string>() == method
        && Uri.UnescapeDataString(exchange["path"]!.GetValue<string>()).TrimEnd('?') == path
        && (JsonNode.DeepEquals(exchange["body"], body) || (body is null && exchange["body"] is null or JsonObject { Count: 0 }));
}

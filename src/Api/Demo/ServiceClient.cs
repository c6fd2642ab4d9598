using System.Text.Json.Nodes;

namespace Provisioner.Api.Demo;

/// <summary>Calls the service as the Coordinator does.</summary>
internal sealed class ServiceClient(HttpClient http, Action<string> tell)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Sends the request, tells the log's lines as they come, and gives the last status.</summary>
    /// <param name="of">Put before each line, so that the logs of operations that run side by side can be told apart; empty: nothing is.</param>
    /// <exception cref="DemoException">The request was refused, or the operation does not end.</exception>
    public async Task<JsonObject> RunAsync(string path, JsonObject request, string of, CancellationToken cancellationToken)
    {
        using var accepted = await http.PostAsJsonAsync(path, request, cancellationToken);
        var answer = await accepted.Content.ReadAsStringAsync(cancellationToken);
        if (accepted.StatusCode != System.Net.HttpStatusCode.Accepted)
            throw new DemoException($"POST {path} was answered {(int)accepted.StatusCode}: {answer}");
        var token = JsonNode.Parse(answer)!.GetValue<string>();
        var told = 0;
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < Limit)
        {
            var status = (await http.GetFromJsonAsync<JsonObject>($"/v1/provision/{token}/status", cancellationToken))!;
            var lines = status["logs"]!.AsArray();
            for (; told < lines.Count; told++)
            {
                if ((string?)lines[told]!["level"] != "DEBUG")
                    tell($"      {lines[told]!["level"],-7} {(of.Length > 0 ? $"{of}: " : "")}{lines[told]!["message"]}");
            }

            if ((string?)status["status"] != "RUNNING")
                return status;
            await Task.Delay(Poll, TimeProvider.System, cancellationToken);
        }

        throw new DemoException($"The operation did not end within {Limit.TotalMinutes} minutes.");
    }
}

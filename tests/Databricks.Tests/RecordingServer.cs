using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Provisioner.Databricks.Tests;

/// <summary>A tiny HTTP server on loopback: answers with what the test says and notes every request. One request for each connection.</summary>
internal sealed class RecordingServer : IAsyncDisposable
{
    /// <summary>At the end of a body: the connection closes here, although the answer promised more.</summary>
    public const string Cut = "(cut)";

    /// <summary>At the end of a body: nothing more comes until the client goes away.</summary>
    public const string Stall = "(stall)";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, string, (int Status, string Body, string? RetryAfter)> _answer;
    private readonly List<string> _requests = [];
    private readonly Task _loop;

    private RecordingServer(Func<string, string, (int Status, string Body, string? RetryAfter)> answer)
    {
        _answer = answer;
        _listener.Start();
        _loop = ListenAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    /// <summary><c>METHOD path body</c>.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    /// <param name="answer">From <c>METHOD path</c> and the body; status 0 closes the connection without an answer.</param>
    public static RecordingServer Start(Func<string, string, (int Status, string Body, string? RetryAfter)> answer) => new(answer);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
    }

    private static async Task<(string Line, string Body)> ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (true)
        {
            var read = await stream.ReadAsync(buffer);
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
            var all = text.ToString();
            var end = all.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0 && read > 0)
                continue;
            var length = all[..end].Split("\r\n").Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)).Select(line => int.Parse(line[15..], System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault();
            if (Encoding.UTF8.GetByteCount(all[(end + 4)..]) >= length || read == 0)
                return (string.Join(' ', all[..all.IndexOf("\r\n", StringComparison.Ordinal)].Split(' ')[..2]), all[(end + 4)..]);
        }
    }

    private static async Task GoneAsync(NetworkStream stream)
    {
        try
        {
            while (await stream.ReadAsync(new byte[64]) > 0)
            {
                // Whatever still comes is of no interest.
            }
        }
        catch (IOException)
        {
            // That is a way to go, too.
        }
    }

    private async Task ListenAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception ended) when (ended is SocketException or InvalidOperationException)
            {
                return;
            }

            using (client)
            {
                var stream = client.GetStream();
                var (line, body) = await ReadAsync(stream);
                lock (_requests)
                    _requests.Add(body.Length > 0 ? $"{line} {body}" : line);
                var (status, text, retryAfter) = _answer(line, body);
                if (status == 0)
                    continue;
                var type = text.StartsWith('<') ? "text/html" : "application/json";
                var head = $"HTTP/1.1 {status} X\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(text)}\r\nConnection: close\r\n{(retryAfter is null ? "" : $"Retry-After: {retryAfter}\r\n")}\r\n";
                await stream.WriteAsync(Encoding.UTF8.GetBytes(head + text.Replace(Cut, "", StringComparison.Ordinal).Replace(Stall, "", StringComparison.Ordinal)));
                if (text.EndsWith(Stall, StringComparison.Ordinal))
                    await GoneAsync(stream);
            }
        }
    }
}

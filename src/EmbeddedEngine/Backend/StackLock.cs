using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Provisioner.EmbeddedEngine.Backend;

/// <summary>
/// A lock on a stack: a file with who holds it. Whoever finds another's file, before or after writing his own, gives way, so that of two
/// at the same moment at most one goes on.
/// </summary>
internal sealed class StackLock : IDisposable
{
    private readonly string _path;

    private StackLock(string path) => _path = path;

    /// <param name="id">Name of the lock file; a caller that must find its own lock again after a crash chooses it.</param>
    /// <exception cref="BackendException">Somebody holds it.</exception>
    public static StackLock Take(BackendLocation location, StackReference stack, string id, TimeProvider time)
    {
        var path = Path.Combine(location.Directory, stack.LockDirectory, id + ".json");
        Refuse(location, stack, path);
        var writer = new GoJsonWriter();
        writer.StartObject();
        writer.Name("pid");
        writer.Integer(Environment.ProcessId);
        writer.String("username", Environment.UserName);
        writer.String("hostname", Environment.MachineName);
        writer.String("timestamp", GoTime.Nano(time.GetUtcNow()));
        writer.EndObject();
        DurableFile.Write(path, writer.Written.Span, durable: false);
        var taken = new StackLock(path);
        try
        {
            Refuse(location, stack, path);
            return taken;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    public static void Clear(BackendLocation location, StackReference stack, string? id)
    {
        var folder = Path.Combine(location.Directory, stack.LockDirectory);
        if (id is not null)
            File.Delete(Path.Combine(folder, id + ".json"));
        else if (Directory.Exists(folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder))
                File.Delete(file);
        }
    }

    public void Dispose() => File.Delete(_path);

    private static void Refuse(BackendLocation location, StackReference stack, string own)
    {
        var folder = Path.Combine(location.Directory, stack.LockDirectory);
        if (!Directory.Exists(folder))
            return;
        var others = Directory.EnumerateFiles(folder, "*.json").Where(path => path != own).Order(StringComparer.Ordinal)
            .Select(path => Describe(location, stack, path)).OfType<string>().ToList();
        if (others.Count == 0)
            return;
        throw new BackendException(
            $"the stack is currently locked by {others.Count} lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`."
            + string.Concat(others));
    }

    // Null: released in the meantime.
    private static string? Describe(BackendLocation location, StackReference stack, string path)
    {
        byte[] text;
        try
        {
            text = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        var url = location.UrlOf($"{stack.LockDirectory}/{Path.GetFileName(path)}");
        try
        {
            using var document = JsonDocument.Parse(text);
            var fields = new StateFields(document.RootElement, url);
            var at = fields.Time("timestamp") is { } time ? GoTime.Seconds(time) : "an unknown time";
            return string.Create(CultureInfo.InvariantCulture,
                $"\n  {url}: created by {fields.Text("username")}@{fields.Text("hostname")} (pid {fields.Integer("pid")}) at {at}");
        }
        catch (Exception e) when (e is JsonException or BackendException)
        {
            return $"\n  {url}: unreadable: {Encoding.UTF8.GetString(text.AsSpan(0, Math.Min(text.Length, 80)))}";
        }
    }
}

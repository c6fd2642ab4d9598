using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>The backend that a person logged in to: <c>current</c> in the CLI's credentials file. Nothing else in that file is read.</summary>
internal static class Credentials
{
    public static string? Current(CommandContext context)
    {
        if (PathOf(context) is not { } path || !File.Exists(path))
            return null;
        using var document = CheckpointJson.Parse(File.ReadAllBytes(path), path);
        return new StateFields(document.RootElement, path).Text("current");
    }

    /// <param name="url">Null: logged out.</param>
    public static void SetCurrent(CommandContext context, string? url)
    {
        var path = PathOf(context) ?? throw new CliException("there is no folder for credentials: set PULUMI_HOME or HOME");
        var existing = File.Exists(path) ? CheckpointJson.Parse(File.ReadAllBytes(path), path) : null;
        var writer = new GoJsonWriter(indent: 4);
        writer.StartObject();
        if (url is not null)
            writer.String("current", url);
        foreach (var item in existing?.RootElement.EnumerateObject().Where(item => item.Name != "current") ?? [])
        {
            writer.Name(item.Name);
            JsonCopy.Write(writer, item.Value);
        }
        writer.EndObject();
        existing?.Dispose();
        DurableFile.Write(path, writer.Written.Span, durable: false);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static string? PathOf(CommandContext context) =>
        context.Environment("PULUMI_CREDENTIALS_PATH") is { Length: > 0 } folder
            ? Path.Combine(folder, "credentials.json")
            : PulumiHome.Find(context) is { } home ? Path.Combine(home, "credentials.json") : null;
}

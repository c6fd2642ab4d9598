using System.Globalization;
using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

internal static class StackHistoryCommand
{
    private const int DefaultPageSize = 10;

    public static Command Make() => new("history")
    {
        Aliases = ["hist"],
        Flags =
        [
            StackCommand.StackFlag, Flag.Switch("json", 'j'), Flag.Switch("show-secrets"), Flag.Switch("full-dates"), Flag.Number("page-size"), Flag.Number("page"),
        ],
        RunAsync = (context, _) => Task.FromResult(Run(context)),
    };

    private static int Run(CommandContext context)
    {
        var stack = context.RequireStack();
        var page = context.Line.Number("page") ?? 1;
        var records = new UpdateHistory(context.Backend.Location, stack).Read(context.Line.Number("page-size") ?? DefaultPageSize, page).ToList();

        // The key is derived only when a record has something to decrypt.
        var crypter = new Lazy<PassphraseCrypter?>(() =>
            context.Line.Flag("show-secrets") ? StackSecrets.OpenOrCreate(context, stack, context.LoadConfig(stack)) : null);
        if (context.Line.Flag("json"))
        {
            context.PrintJson(writer =>
            {
                writer.StartArray();
                foreach (var record in records)
                    Write(writer, record, context.Line.Flag("show-secrets"), crypter);
                writer.EndArray();
            });
            return ExitCodes.Success;
        }
        if (records.Count == 0)
            context.Print(page > 1 ? string.Create(CultureInfo.InvariantCulture, $"No stack updates found on page '{page}'") : "Stack has never been updated");
        foreach (var record in records)
            Print(context, record);
        return ExitCodes.Success;
    }

    private static void Write(GoJsonWriter writer, UpdateRecord record, bool reveal, Lazy<PassphraseCrypter?> crypter)
    {
        writer.StartObject();
        writer.Name("version");
        writer.Integer(record.Version);
        writer.String("kind", record.Kind);
        writer.String("startTime", GoTime.Milliseconds(DateTimeOffset.FromUnixTimeSeconds(record.StartTime)));
        writer.String("message", record.Message);
        writer.Name("environment");
        writer.StartObject();
        foreach (var (name, value) in record.Environment)
            writer.String(name, value);
        writer.EndObject();
        writer.Name("config");
        writer.StartObject();
        foreach (var (key, value) in record.Configuration)
        {
            writer.Name(key);
            ConfigValueJson.Write(writer, key, value, reveal, crypter);
        }
        writer.EndObject();
        writer.String("result", record.Result);
        writer.String("endTime", GoTime.Milliseconds(DateTimeOffset.FromUnixTimeSeconds(record.EndTime)));
        writer.Name("resourceChanges");
        writer.StartObject();
        foreach (var (name, count) in record.ResourceChanges)
        {
            writer.Name(name);
            writer.Integer(count);
        }
        writer.EndObject();
        writer.EndObject();
    }

    private static void Print(CommandContext context, UpdateRecord record)
    {
        int Count(string name) => record.ResourceChanges.GetValueOrDefault(name);
        var start = DateTimeOffset.FromUnixTimeSeconds(record.StartTime);
        var when = context.Line.Flag("full-dates") ? GoTime.Display(start) : RelativeTime.Text(start, context.Invocation.Time.GetUtcNow());
        context.Print(string.Create(CultureInfo.InvariantCulture, $"Version: {record.Version}"));
        context.Print($"UpdateKind: {record.Kind}");
        context.Print($"Status: {record.Result}");
        context.Print($"Message: {record.Message}");
        context.Print(string.Create(CultureInfo.InvariantCulture,
            $"+{Count("create")}-{Count("delete")}~{Count("update")} {Count("same")} Updated {when} took {record.EndTime - record.StartTime}s"));
        foreach (var (name, value) in record.Environment.Where(item => !string.IsNullOrWhiteSpace(item.Value)))
            context.Print($"    {name}: {value}");
        context.Print("");
    }
}

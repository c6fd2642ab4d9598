using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Provisioner.Operations.Data;
using Provisioner.Operations.Retention;
using Provisioner.Operations.Store;

namespace Provisioner.Operations.Tests.Retention;

public sealed class PrunerTests : IDisposable
{
    private const string Stack = "sales.orders.1.job.dev-0a1b2c3d";
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task PruneAsync_MoreEntriesThanKept_DeletesTheOldestWithAllTheirFiles()
    {
        using var folder = DataFolder.Open(_temporary.Path);
        using var store = OperationStore.Open(folder.OperationsFile, new FakeTimeProvider());
        var history = Directory.CreateDirectory(Path.Combine(folder.Path, ".pulumi", "history", "project", Stack)).FullName;
        var backups = Directory.CreateDirectory(Path.Combine(folder.Path, ".pulumi", "backups", "project", Stack)).FullName;
        foreach (var time in new[] { 900UL, 1000UL, 1100UL })
        {
            foreach (var kind in new[] { "history.json", "history.json.attrs", "checkpoint.json" })
                File.WriteAllText(Path.Combine(history, $"{Stack}-{time}.{kind}"), "");
            File.WriteAllText(Path.Combine(backups, $"{Stack}.{time}.json"), "");
        }

        File.WriteAllText(Path.Combine(backups, "notes.txt"), "a person's");
        var options = Options.Create(new OperationsOptions { KeepHistory = 2, KeepBackups = 1 });
        await new Pruner(store, folder, options, new FakeTimeProvider(), NullLogger<Pruner>.Instance).PruneAsync(default);

        Assert.Equal(6, Directory.GetFiles(history).Length);
        Assert.DoesNotContain(Directory.GetFiles(history), file => file.Contains("-900.", StringComparison.Ordinal));
        Assert.Equal([$"{Stack}.1100.json", "notes.txt"], Directory.GetFiles(backups).Select(Path.GetFileName).Order(StringComparer.Ordinal).Reverse());
    }
}

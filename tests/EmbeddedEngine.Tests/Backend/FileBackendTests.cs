using Microsoft.Extensions.Time.Testing;
using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Tests.Backend;

public sealed class FileBackendTests : IDisposable
{
    private static readonly StackReference Stack = new("lab", "dev");

    private readonly string _folder = Directory.CreateTempSubdirectory("backend-").FullName;
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Write_Twice_KeepsTheOneBeforeAndNoTemporaryFile()
    {
        var backend = Open();

        backend.Write(Stack, "one"u8);
        backend.Write(Stack, "two"u8);

        var files = Directory.EnumerateFiles(Path.Combine(_folder, ".pulumi/stacks/lab")).Select(Path.GetFileName).Order();
        Assert.Equal(["dev.json", "dev.json.bak"], files);
        Assert.Equal("two", File.ReadAllText(backend.PathOf(Stack)));
        Assert.Equal("one", File.ReadAllText(backend.PathOf(Stack) + ".bak"));
        Assert.Equal("version: 1\n", File.ReadAllText(Path.Combine(_folder, ".pulumi/meta.yaml")));
    }

    [Theory]
    [InlineData("s3://bucket", "s3")]
    [InlineData("https://user:secret@api.pulumi.com", "https")]
    [InlineData("azblob://state", "azblob")]
    [InlineData("nothing", "nothing")]
    public void Parse_OtherBackend_IsRefusedByNameWithoutItsPassword(string url, string scheme)
    {
        var error = Assert.Throws<BackendException>(() => BackendLocation.Parse(url, "/", new Dictionary<string, string?>()));

        Assert.Contains($"not in '{scheme}'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret@", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file:///srv/x", "/srv/x")]
    [InlineData("file://~/x", "/home/me/x")]
    [InlineData("file://./x", "/work/x")]
    [InlineData("file:///srv/x?no_tmp_dir=true", "/srv/x")]
    public void Parse_Folder_IsItsFullPath(string url, string expected) =>
        Assert.Equal(expected, BackendLocation.Parse(url, "/work", new Dictionary<string, string?> { ["HOME"] = "/home/me" }).Directory);

    [Theory]
    [InlineData("..")]
    [InlineData("a b")]
    [InlineData("")]
    [InlineData("other/lab/dev")]
    [InlineData("organization/../dev")]
    [InlineData("a/b/c/d")]
    public void Parse_NameThatIsNoPathSegment_IsRefused(string name) => Assert.Throws<BackendException>(() => StackReference.Parse(name, "lab"));

    [Fact]
    public void Open_LayoutOfLater_IsRefused()
    {
        Directory.CreateDirectory(Path.Combine(_folder, ".pulumi"));
        File.WriteAllText(Path.Combine(_folder, ".pulumi/meta.yaml"), "version: 2\n");

        Assert.Contains("version (2)", Assert.Throws<BackendException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Take_HeldByAnother_NamesWhoAndLeavesNothingBehind()
    {
        var location = Open().Location;
        using (StackLock.Take(location, Stack, "11111111-1111-4111-8111-111111111111", _time))
        {
            var error = Assert.Throws<BackendException>(() => StackLock.Take(location, Stack, "22222222-2222-4222-8222-222222222222", _time));

            Assert.StartsWith("the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.\n", error.Message, StringComparison.Ordinal);
            Assert.Contains($"file://{_folder}/.pulumi/locks/organization/lab/dev/11111111-1111-4111-8111-111111111111.json?no_tmp_dir=true: created by ", error.Message, StringComparison.Ordinal);
            Assert.Single(Locks());
        }
        Assert.Empty(Locks());
    }

    [Fact]
    public void Clear_WithId_LeavesTheLocksOfOthers()
    {
        var location = Open().Location;
        Directory.CreateDirectory(Path.Combine(_folder, Stack.LockDirectory));
        foreach (var id in new[] { "mine", "theirs" })
            File.WriteAllText(Path.Combine(_folder, Stack.LockDirectory, id + ".json"), "not even JSON");

        StackLock.Clear(location, Stack, "mine");
        Assert.Equal("theirs.json", Path.GetFileName(Assert.Single(Locks())));
        Assert.Contains("unreadable", Assert.Throws<BackendException>(() => StackLock.Take(location, Stack, "x", _time)).Message, StringComparison.Ordinal);

        StackLock.Clear(location, Stack, null);
        Assert.Empty(Locks());
    }

    [Fact]
    public void Add_WithRetention_KeepsTheLatest()
    {
        var history = new UpdateHistory(Open().Location, Stack);
        for (var at = 1; at <= 4; at++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            history.Add(new UpdateRecord { Kind = "update", StartTime = at, EndTime = at, Result = "succeeded" }, "{}"u8, backup: true, retention: 2, _time);
        }

        Assert.Equal([4, 3], history.Read(10, 1).Select(record => record.StartTime));
        Assert.Equal([3], history.Read(1, 2).Select(record => record.StartTime));
        Assert.Equal(4, Directory.EnumerateFiles(Path.Combine(_folder, Stack.HistoryDirectory)).Count());
        Assert.Equal(2, Directory.EnumerateFiles(Path.Combine(_folder, Stack.BackupDirectory)).Count());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private FileBackend Open() => FileBackend.Open(new BackendLocation("file://" + _folder, _folder));

    private IEnumerable<string> Locks() => Directory.EnumerateFiles(Path.Combine(_folder, Stack.LockDirectory));
}

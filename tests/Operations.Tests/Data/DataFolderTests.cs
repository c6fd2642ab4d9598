using Provisioner.Operations.Data;

namespace Provisioner.Operations.Tests.Data;

public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Open_WhileAnotherHasIt_IsRefused_AndAllowedAfterwards()
    {
        using (DataFolder.Open(_temporary.File("data")))
        {
            var failure = Assert.Throws<DataFolderException>(() => DataFolder.Open(_temporary.File("data")));
            Assert.Contains("used by another process", failure.Message, StringComparison.Ordinal);
        }

        DataFolder.Open(_temporary.File("data")).Dispose();
    }

    [Fact]
    public void ReadOrCreatePassphrase_Twice_SameAndForItsOwnerOnly()
    {
        using var folder = DataFolder.Open(_temporary.File("data"));
        var passphrase = folder.ReadOrCreatePassphrase();

        Assert.Matches("^[0-9a-f]{64}$", passphrase);
        Assert.Equal(passphrase, folder.ReadOrCreatePassphrase());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.Path, "passphrase")));
    }

    [Fact]
    public void ReadOrCreatePassphrase_FileIsEmpty_IsRefused()
    {
        using var folder = DataFolder.Open(_temporary.File("data"));
        File.WriteAllText(Path.Combine(folder.Path, "passphrase"), "\n");

        var failure = Assert.Throws<DataFolderException>(folder.ReadOrCreatePassphrase);

        Assert.Contains("is empty", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_PathIsAFile_SaysSo()
    {
        File.WriteAllText(_temporary.File("data"), "");
        Assert.Throws<DataFolderException>(() => DataFolder.Open(_temporary.File("data")));
    }
}

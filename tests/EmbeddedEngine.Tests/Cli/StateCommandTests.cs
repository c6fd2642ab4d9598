using System.Text.Json.Nodes;

namespace Provisioner.EmbeddedEngine.Tests.Cli;

/// <summary>Changes of a state by hand, and state files of the CLI with and without what needs version 4 of their format.</summary>
public sealed class StateCommandTests : IDisposable
{
    private const string Urns = "urn:pulumi:dev::lab::";
    private const string Part = Urns + "lab:index:Part::part";
    private const string Child = Urns + "lab:index:Part$lab:index:Part::child";
    private const string Other = Urns + "lab:index:Part::other";

    private readonly CliLab _lab = new();

    private string StateFile => Path.Combine(_lab.State, ".pulumi/stacks/lab/dev.json");

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task Remove_WhatOthersStandOn_IsRefusedAndWithDependentsDone()
    {
        await FillAsync();

        var refused = await _lab.RunAsync(["state", "delete", Part]);
        var removed = await _lab.RunAsync(["state", "delete", Part, "--target-dependents"]);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"{Part} can't be safely deleted because the following resources depend on it:\n * \"child\"", refused.Error, StringComparison.Ordinal);
        Assert.Equal((0, "Resource deleted\n", ""), (removed.ExitCode, removed.Output, removed.Error));
        Assert.Equal(["lab-dev", "other"], Names());
    }

    [Fact]
    public async Task Remove_Protected_NeedsForce()
    {
        await FillAsync();
        Assert.Equal("2 resources protected\n", (await _lab.RunAsync(["state", "protect", Child, Other])).Output);

        var refused = await _lab.RunAsync(["state", "remove", Other]);
        var forced = await _lab.RunAsync(["state", "remove", Other, "--force"]);

        Assert.Contains("can't be safely deleted because it is protected. Re-run this command with --force to force deletion", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, forced.ExitCode);
        Assert.Equal("All resources unprotected\n", (await _lab.RunAsync("state unprotect --all")).Output);
        Assert.Equal("Resources deleted\n", (await _lab.RunAsync("state rm --all --yes")).Output);
        Assert.Empty(Names());
    }

    [Fact]
    public async Task Rename_Parent_BringsItsChildAlong()
    {
        await FillAsync();

        var renamed = await _lab.RunAsync(["state", "rename", Part, "fresh", "--yes"]);

        Assert.Equal((0, "Resource renamed\n"), (renamed.ExitCode, renamed.Output));
        Assert.Equal(["lab-dev", "fresh", "child", "other"], Names());
        Assert.Equal(Urns + "lab:index:Part::fresh", (string?)Resources()[2]!["parent"]);
        Assert.Contains("already existing resource", (await _lab.RunAsync(["state", "rename", Other, "fresh"])).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mark_UnknownOrNoResource_ChangesNothing()
    {
        await FillAsync();
        var before = await File.ReadAllTextAsync(StateFile);

        Assert.Contains($"No such resource \"{Urns}x::y\" exists in the current state", (await _lab.RunAsync(["state", "taint", Other, Urns + "x::y"])).Error, StringComparison.Ordinal);
        Assert.Contains("Must supply <resource URN>", (await _lab.RunAsync("state protect")).Error, StringComparison.Ordinal);
        Assert.Contains("is not a valid resource URN", (await _lab.RunAsync("state delete nonsense")).Error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(StateFile));
    }

    [Fact]
    public async Task Taint_MakesVersion4AndExportAndImportKeepIt()
    {
        await FillAsync();

        Assert.Equal("1 resources tainted\n", (await _lab.RunAsync(["state", "taint", Other])).Output);

        AssertFeatures(JsonNode.Parse(await File.ReadAllTextAsync(StateFile))!, "taint");
        var exported = (await _lab.RunAsync("stack export")).Output;
        AssertFeatures(JsonNode.Parse(exported)!, "taint");
        var imported = await _lab.RunAsync(["stack", "import"], exported);
        Assert.Equal((0, ""), (imported.ExitCode, imported.Error));
        AssertFeatures(JsonNode.Parse(await File.ReadAllTextAsync(StateFile))!, "taint");
        Assert.Equal("1 resources untainted\n", (await _lab.RunAsync(["state", "untaint", Other])).Output);
        var plain = JsonNode.Parse(await File.ReadAllTextAsync(StateFile))!;
        Assert.Equal((3, null), ((int)plain["version"]!, plain["features"]));
    }

    [Fact]
    public async Task Operation_OnUnsoundState_IsRefused()
    {
        await FillAsync();
        await File.WriteAllTextAsync(StateFile, (await File.ReadAllTextAsync(StateFile)).Replace("lab:index:Part::part\",\"custom\"", "lab:index:Part::gone\",\"custom\"", StringComparison.Ordinal));

        var refused = await _lab.RunAsync("destroy --yes");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"snapshot integrity failure; refusing to use it: child resource {Child} refers to missing parent {Part}", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_CompressedStateIsThere_IsRefused()
    {
        await FillAsync();
        File.Move(StateFile, StateFile + ".gz");

        Assert.Contains("already exists", (await _lab.RunAsync("stack init dev")).Error, StringComparison.Ordinal);
        Assert.Contains("is compressed", (await _lab.RunAsync("stack export --stack dev")).Error, StringComparison.Ordinal);
    }

    private static void AssertFeatures(JsonNode file, params string[] features)
    {
        Assert.Equal(4, (int)file["version"]!);
        Assert.Equal(features, file["features"]!.AsArray().Select(feature => (string?)feature));
    }

    private JsonArray Resources() => JsonNode.Parse(File.ReadAllText(StateFile))!["checkpoint"]!["latest"]!["resources"]?.AsArray() ?? [];

    private IEnumerable<string> Names() => Resources().Select(resource => ((string)resource!["urn"]!).Split("::")[^1]);

    private async Task FillAsync()
    {
        static string Resource(string urn, string type, string? parent)
        {
            var resource = new JsonObject { ["urn"] = urn, ["custom"] = false, ["type"] = type };
            if (parent is not null)
                resource["parent"] = parent;
            return resource.ToJsonString();
        }

        const string Root = Urns + "pulumi:pulumi:Stack::lab-dev";
        var resources = string.Join(',', Resource(Root, "pulumi:pulumi:Stack", null), Resource(Part, "lab:index:Part", Root), Resource(Child, "lab:index:Part", Part), Resource(Other, "lab:index:Part", Root));
        await _lab.RunAsync("stack init dev");
        var imported = await _lab.RunAsync(["stack", "import"], $$$"""{"version":3,"deployment":{"manifest":{"time":"2026-01-01T00:00:00Z","magic":"","version":""},"resources":[{{{resources}}}]}}""");
        Assert.Equal((0, ""), (imported.ExitCode, imported.Error));
    }
}

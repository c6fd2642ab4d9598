using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Provisioner.Emulator;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Tests.Providers.Databricks.Resources;

/// <summary>Many grants of one operation on the same catalog, against the emulator.</summary>
public sealed class SharedPrivilegesTests : IAsyncLifetime
{
    private const string Grant = "databricks:index/grant:Grant";
    private const string Path = "/api/2.1/unity-catalog/permissions/catalog/shared";

    private static readonly string[] Readers = [.. Enumerable.Range(0, 40).Select(i => $"reader{i:00}@company.com")];

    private readonly BuiltInProviders _source = new();
    private EmulatorServer _emulator = null!;
    private HttpClient _http = null!;
    private IResourceProvider _provider = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new EmulatorOptions(), CancellationToken);
        _http = new HttpClient { BaseAddress = _emulator.Address };
        _http.DefaultRequestHeaders.Authorization = new("Bearer", "a-person");
        var seed = $"users: [ {string.Join(", ", Readers.Select(reader => $"{{ userName: {reader} }}"))} ]\ntables: [ {{ fullName: shared.s.t, columns: [ {{ name: a, type: string }} ] }} ]";
        (await _http.PostAsync("/_emulator/seed", new StringContent(seed), CancellationToken)).EnsureSuccessStatusCode();
        _provider = await ConfiguredAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        _source.Dispose();
        _http.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Read_ManyGrantsSideBySide_AskOnce()
    {
        await Task.WhenAll(Readers.Select(reader => CreateAsync(_provider, reader)));
        await using var next = await ConfiguredAsync();
        var before = (await CallsAsync()).Length;

        var read = await Task.WhenAll(Readers.Select(reader => ReadAsync(next, reader)));

        Assert.All(read, one => Assert.Equal(["USE_CATALOG"], Privileges(one!.Outputs)));
        Assert.Equal([$"GET {Path}"], (await CallsAsync())[before..]);
    }

    [Fact]
    public async Task Create_ManyGrantsWhileOneIsWritten_GoTogether()
    {
        // The first one is on its way for a while: all others wait for it, and go in one call after it.
        await OrderDelayAsync("PATCH", 500);

        var made = await Task.WhenAll(Readers.Select(reader => CreateAsync(_provider, reader)));

        Assert.All(made, one => Assert.Equal(["USE_CATALOG"], Privileges(one.Outputs)));
        Assert.InRange((await CallsAsync()).Count(call => call == $"PATCH {Path}"), 1, 2);
        Assert.Equal(Readers, (await LiveAsync()).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Create_OneOfManyRefused_OnlyThatOneFails()
    {
        await OrderDelayAsync("GET", 300);
        var creations = Readers.Append("nobody@company.com").Select(reader => CreateAsync(_provider, reader)).ToArray();

        var refused = await Assert.ThrowsAsync<ProviderException>(() => creations[^1]);
        await Task.WhenAll(creations[..^1]);

        Assert.Contains("nobody@company.com", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Readers, (await LiveAsync()).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Update_ChangedByOthersSinceTheRead_StartsFromWhatIsThereNow()
    {
        var made = await CreateAsync(_provider, Readers[0]);
        await ReadAsync(_provider, Readers[0]);
        using var foreign = await _http.PatchAsJsonAsync(
            Path, new JsonObject { ["changes"] = new JsonArray(new JsonObject { ["principal"] = Readers[0], ["add"] = new JsonArray("CREATE_SCHEMA") }) }, CancellationToken);
        foreign.EnsureSuccessStatusCode();

        var wanted = Inputs(Readers[0], "USE_CATALOG", "USE_SCHEMA");
        var updated = await _provider.UpdateAsync(new UpdateRequest("urn", Grant, "r", made.Id, Inputs(Readers[0]), made.Outputs, wanted, [], false, null), CancellationToken);

        Assert.Equal(["USE_CATALOG", "USE_SCHEMA"], Privileges(updated.Outputs));
        Assert.Equal("USE_CATALOG,USE_SCHEMA", (await LiveAsync())[Readers[0]]);
    }

    private async Task<IResourceProvider> ConfiguredAsync()
    {
        var provider = _source.Create("databricks", "1.110.0", new Dictionary<string, string?>())!;
        await provider.ConfigureAsync(PropertyMap.From([new("host", _emulator.Address.AbsoluteUri), new("token", "dapi-x")]), CancellationToken);
        return provider;
    }

    private static Task<CreateResult> CreateAsync(IResourceProvider provider, string principal) =>
        provider.CreateAsync(new CreateRequest("urn", Grant, "r", Inputs(principal, "USE_CATALOG"), false, null), CancellationToken);

    private static Task<ReadResult?> ReadAsync(IResourceProvider provider, string principal)
    {
        var inputs = Inputs(principal, "USE_CATALOG");
        return provider.ReadAsync(new ReadRequest("urn", Grant, "r", $"catalog/shared/{principal}", inputs, inputs), CancellationToken);
    }

    private static PropertyMap Inputs(string principal, params string[] privileges) => PropertyMap.From(
        [new("catalog", "shared"), new("principal", principal), new("privileges", new ArrayValue([.. privileges.Select(privilege => (PropertyValue)privilege)]))]);

    private static IEnumerable<string> Privileges(PropertyMap outputs) =>
        Assert.IsType<ArrayValue>(outputs["privileges"]).Items.Select(item => Assert.IsType<StringValue>(item).Value).Order(StringComparer.Ordinal);

    private async Task OrderDelayAsync(string method, int milliseconds) =>
        (await _http.PostAsJsonAsync("/_emulator/faults", new JsonArray(new JsonObject { ["method"] = method, ["path"] = Path, ["delayMs"] = milliseconds, ["times"] = 1 }), CancellationToken)).EnsureSuccessStatusCode();

    private async Task<string[]> CallsAsync() =>
        [.. (await _http.GetFromJsonAsync<JsonArray>("/_emulator/calls", CancellationToken))!.Select(call => $"{call!["method"]} {call["path"]}").Where(call => call.EndsWith(Path, StringComparison.Ordinal))];

    private async Task<Dictionary<string, string>> LiveAsync() =>
        (await _http.GetFromJsonAsync<JsonObject>(Path, CancellationToken))!["privilege_assignments"]!.AsArray()
            .ToDictionary(entry => (string)entry!["principal"]!, entry => string.Join(',', entry!["privileges"]!.AsArray().Select(name => (string)name!).Order(StringComparer.Ordinal)));
}

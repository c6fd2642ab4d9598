using System.Text;
using Provisioner.EmbeddedEngine.Backend;
using Provisioner.EmbeddedEngine.State;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Tests.Backend;

public class CheckpointJsonTests
{
    private static readonly StackReference Stack = new("provisioner", "sales.orders.1.job.dev");

    [Fact]
    public void WriteFile_WhatWasRead_IsTheSameText()
    {
        // A state file of the CLI (times cut to the 100 ns that .NET keeps, stack traces to a frame); every resource is written anew.
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Backend", "recorded-stack.json"));
        var resources = new ResourceStateJson(BlindRoundTrip.Instance);

        var checkpoint = Read(text, resources);

        Assert.Equal(text, CheckpointJson.WriteFile(Stack, checkpoint, resources, checkpoint.WrittenAt!.Value).ToString());
    }

    [Fact]
    public void WriteFile_UnchangedResource_KeepsItsCiphertextAndItsTimes()
    {
        using var crypter = PassphraseCrypter.Create("pw");
        var secret = crypter.Encrypt("\"s\"");
        var text = """{"version":3,"checkpoint":{"stack":"organization/provisioner/sales.orders.1.job.dev","latest":{"manifest":{"time":"2026-01-01T00:00:00Z","magic":"<magic>","version":"v3.260.0"},"secrets_providers":{"type":"passphrase","state":{"salt":"<salt>"}},"resources":[{"urn":"u","custom":true,"type":"t","inputs":{"a":{"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","ciphertext":"<secret>"}},"created":"2026-01-01T00:00:00.123456789Z"}],"metadata":{}}}}"""
            .Replace("<magic>", EngineVersion.Magic, StringComparison.Ordinal).Replace("<salt>", crypter.Salt, StringComparison.Ordinal).Replace("<secret>", secret, StringComparison.Ordinal);
        var resources = new ResourceStateJson(new EncryptingCodec(crypter));
        var checkpoint = Read(text, resources);
        var resource = checkpoint.Deployment.Resources.Single();

        Assert.Equal(new SecretValue("s"), resource.Inputs["a"]);
        Assert.Equal(text, CheckpointJson.WriteFile(Stack, checkpoint, resources, checkpoint.WrittenAt!.Value).ToString());
        var changed = checkpoint with { Deployment = new Deployment { Resources = [resource with { Id = "1" }] } };
        Assert.Contains(secret, CheckpointJson.WriteFile(Stack, changed, resources, checkpoint.WrittenAt!.Value).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"version\":3,", "line 1, byte")]
    [InlineData("{\"version\":4,\"features\":[\"views\"],\"checkpoint\":{}}", "needs support for the following features: views: this engine knows hooks, replaceWith, taint")]
    [InlineData("{\"version\":5,\"checkpoint\":{}}", "version 5")]
    [InlineData("{\"version\":1,\"checkpoint\":{}}", "version 1")]
    [InlineData("[]", "expected an object, found an array")]
    [InlineData("{\"version\":3,\"checkpoint\":{\"latest\":{\"resources\":{}}}}", "'resources' must be an array")]
    [InlineData("{\"version\":3,\"checkpoint\":{\"latest\":{\"resources\":[{\"type\":\"t\"}]}}}", "dev.json: resources[0]: a resource without 'urn'")]
    [InlineData("{\"version\":3,\"checkpoint\":{\"latest\":{\"resources\":[{\"urn\":\"u\",\"custom\":\"yes\"}]}}}", "resources[0]: 'custom' must be a boolean, found a string")]
    [InlineData("{\"version\":3,\"checkpoint\":{\"latest\":{\"resources\":[{\"urn\":\"u\",\"inputs\":[]}]}}}", "u inputs: expected an object, found an array")]
    [InlineData("{\"version\":3,\"checkpoint\":{\"latest\":{\"resources\":[{\"urn\":\"u\",\"created\":\"soon\"}]}}}", "'created' is not a time: 'soon'")]
    [InlineData("{\"version\":3,\"checkpoint\":{\"latest\":{\"pending_operations\":[{\"resource\":{\"urn\":\"u\"},\"type\":\"dancing\"}]}}}", "unknown type 'dancing'")]
    [InlineData("{\"version\":3,\"checkpoint\":{\"latest\":{\"secrets_providers\":{\"type\":\"cloud\"}}}}", "'cloud' is not supported")]
    public void Read_HostileText_SaysWhatAndWhere(string text, string expected)
    {
        var error = Assert.Throws<BackendException>(() => Read(text, new ResourceStateJson(BlindCodec.Instance)));

        Assert.StartsWith("dev.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NestedWithoutEnd_IsRefused()
    {
        var text = string.Concat(Enumerable.Repeat("{\"a\":", 5000));

        Assert.Throws<BackendException>(() => Read(text, new ResourceStateJson(BlindCodec.Instance)));
    }

    private static StackCheckpoint Read(string text, ResourceStateJson resources)
    {
        using var document = CheckpointJson.Parse(Encoding.UTF8.GetBytes(text), "dev.json");
        return CheckpointJson.Read(CheckpointJson.Latest(document.RootElement, "dev.json"), resources, "dev.json");
    }
}

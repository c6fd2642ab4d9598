using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Tests.State;

public class DeploymentIntegrityTests
{
    private static ResourceState Stack { get; } = new() { Urn = "urn:stack", Type = "pulumi:pulumi:Stack", Custom = false };

    private static ResourceState Provider { get; } = new() { Urn = "urn:pulumi:dev::lab::pulumi:providers:test::p", Type = "pulumi:providers:test", Custom = true, Id = "1", Parent = "urn:stack" };

    private static ResourceState Thing { get; } = new() { Urn = "urn:a", Type = "test:index:Thing", Custom = true, Id = "2", Parent = "urn:stack", Provider = Provider.Urn + "::1" };

    [Fact]
    public void Check_WholeState_FindsNothing() => Assert.Null(Check(Stack, Provider, Thing, Thing with { Delete = true }));

    [Fact]
    public void Check_ProviderLeftOut_NamesBoth() => Assert.Equal($"resource urn:a refers to unknown provider {Provider.Urn}::1", Check(Stack, Thing));

    [Fact]
    public void Check_WrongOrder_TellsItFromMissing()
    {
        Assert.Equal($"child resource {Provider.Urn}'s parent urn:stack comes after it", Check(Provider, Stack, Thing));
        Assert.Equal($"child resource {Provider.Urn} refers to missing parent urn:stack", Check(Provider, Thing));
        Assert.Equal("resource urn:a's dependency urn:b refers to missing resource", Check(Stack, Provider, Thing with { Dependencies = ["urn:b"] }));
    }

    [Fact]
    public void Check_SameUrnTwice_IsADuplicate() => Assert.Equal("duplicate resource urn:a (not marked for deletion)", Check(Stack, Provider, Thing, Thing));

    private static string? Check(params ResourceState[] resources) => DeploymentIntegrity.Check(new Deployment { Resources = [.. resources], PendingOperations = [] });
}

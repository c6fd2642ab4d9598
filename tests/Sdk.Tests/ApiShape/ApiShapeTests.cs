using System.Reflection;
using Pulumi;
using Pulumi.Automation;

namespace Provisioner.Sdk.Tests.ApiShape;

/// <summary>
/// Both builds compile the same source: a public member of ours that the official packages lack would break the other build.
/// </summary>
public sealed class ApiShapeTests
{
    [Fact]
    public void Pulumi_EveryPublicMember_IsOfficial() => AssertOfficial(typeof(Deployment).Assembly);

    [Fact]
    public void PulumiAutomation_EveryPublicMember_IsOfficial() => AssertOfficial(typeof(LocalWorkspace).Assembly);

    private static void AssertOfficial(Assembly assembly)
    {
        var official = OfficialApi.Signatures().ToHashSet(StringComparer.Ordinal);

        var invented = PublicSignatures.Of(assembly).Where(signature => !official.Contains(signature)).ToList();

        Assert.True(invented.Count == 0, "Not in the official packages:\n" + string.Join('\n', invented));
    }
}

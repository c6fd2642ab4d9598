using System.Reflection;
using Pulumi;
using Pulumi.Automation;

namespace Provisioner.Sdk.Tests.ApiShape;

/// <summary>
/// Both builds compile the same source: a public member of ours that the official packages lack would break the other build. The list
/// <c>official-api.txt</c> holds the signatures of the official packages (3.112) that we implement.
/// </summary>
public sealed class ApiShapeTests
{
    private static readonly string ListFile = Path.Combine(AppContext.BaseDirectory, "ApiShape", "official-api.txt");

    [Fact]
    public void Pulumi_EveryPublicMember_IsOfficial() => AssertOfficial(typeof(Deployment).Assembly);

    [Fact]
    public void PulumiAutomation_EveryPublicMember_IsOfficial() => AssertOfficial(typeof(LocalWorkspace).Assembly);

    [Fact]
    public void List_EveryEntry_IsImplemented()
    {
        var ours = PublicSignatures.Of(typeof(Deployment).Assembly);
        ours.UnionWith(PublicSignatures.Of(typeof(LocalWorkspace).Assembly));

        Assert.DoesNotContain(File.ReadLines(ListFile), line => !ours.Contains(line));
    }

    private static void AssertOfficial(Assembly assembly)
    {
        var official = File.ReadLines(ListFile).ToHashSet(StringComparer.Ordinal);

        var invented = PublicSignatures.Of(assembly).Where(signature => !official.Contains(signature)).ToList();

        Assert.True(invented.Count == 0, "Not in the official packages:\n" + string.Join('\n', invented));
    }
}

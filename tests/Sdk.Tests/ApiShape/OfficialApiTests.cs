using Pulumi;
using Pulumi.Automation;

namespace Provisioner.Sdk.Tests.ApiShape;

/// <summary>Holds for whichever SDK this is built with: in the official build it shows that the list tells the truth.</summary>
public sealed class OfficialApiTests
{
    [Fact]
    public void Signatures_Every_IsImplemented()
    {
        var ours = PublicSignatures.Of(typeof(Deployment).Assembly);
        ours.UnionWith(PublicSignatures.Of(typeof(LocalWorkspace).Assembly));

        Assert.DoesNotContain(OfficialApi.Signatures(), line => !ours.Contains(line));
    }
}

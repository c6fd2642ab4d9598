using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Provisioner.Sdk.Tests.Pulumi.Resources;

public class ResourceOptionsTests
{
    [Fact]
    public async Task Merge_OfTwo_SecondWinsAndListsAreJoined()
    {
        var (first, second) = (new DependencyResource("urn:1"), new DependencyResource("urn:2"));

        var merged = CustomResourceOptions.Merge(
            new CustomResourceOptions
            {
                Version = "1", Protect = true, ImportId = "a", IgnoreChanges = { "x" }, DependsOn = { first }, AdditionalSecretOutputs = { "s" },
                CustomTimeouts = new CustomTimeouts { Create = TimeSpan.FromMinutes(1) }, EnvVarMappings = { ["A"] = "1" },
            },
            new CustomResourceOptions
            {
                Version = "2", DeleteBeforeReplace = true, IgnoreChanges = { "y" }, DependsOn = { second }, RetainOnDelete = true, EnvVarMappings = { ["A"] = "2" },
            });

        Assert.Equal(("2", true, "a", true, true), (merged.Version, merged.Protect, merged.ImportId, merged.DeleteBeforeReplace, merged.RetainOnDelete));
        Assert.Equal(["x", "y"], merged.IgnoreChanges);
        Assert.Equal(["s"], merged.AdditionalSecretOutputs);
        Assert.Equal(TimeSpan.FromMinutes(1), merged.CustomTimeouts!.Create);
        Assert.Equal("2", merged.EnvVarMappings["A"]);
        Assert.Equal([first, second], await OutputUtilities.GetValueAsync(merged.DependsOn.ToOutput()));
    }

    [Fact]
    public async Task Merge_Result_SharesNothingWithItsSources()
    {
        var source = new CustomResourceOptions { IgnoreChanges = { "x" }, DependsOn = { new DependencyResource("urn:1") } };

        var merged = CustomResourceOptions.Merge(source, null);
        merged.IgnoreChanges.Add("y");
        merged.DependsOn.Add(new DependencyResource("urn:2"));

        Assert.Equal(["x"], source.IgnoreChanges);
        Assert.Single(await OutputUtilities.GetValueAsync(source.DependsOn.ToOutput()));
    }

    [Fact]
    public void Merge_OfNothing_IsEmpty()
    {
        Assert.Null(CustomResourceOptions.Merge(null, null).Protect);
        Assert.Empty(ComponentResourceOptions.Merge(null, null).Providers);
    }

    [Fact]
    public void CustomTimeouts_OnTheWire_AreGoDurations()
        => Assert.Equal("900000000000ns", new CustomTimeouts { Update = TimeSpan.FromMinutes(15) }.ToWire().Update);

    [Fact]
    public void DictionaryResourceArgs_TypesThatCannotBeSent_AreRefused()
    {
        Assert.Throws<InvalidOperationException>(() => Args(new Dictionary<string, object?>()));
        Assert.Throws<InvalidOperationException>(() => Args(Output.Create(1L)));
        Assert.NotNull(Args(Output.Create(ImmutableArray.Create("a"))));
        Assert.NotNull(Args(ImmutableDictionary<string, object?>.Empty));
    }

    private static DictionaryResourceArgs Args(object value) => new(ImmutableDictionary<string, object?>.Empty.Add("a", value));
}

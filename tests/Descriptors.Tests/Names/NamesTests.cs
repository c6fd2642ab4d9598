using CsCheck;
using Provisioner.Descriptors.Names;

namespace Provisioner.Descriptors.Tests.Names;

public class NamesTests
{
    private static readonly Gen<string> Part = Gen.String[Gen.Char.AlphaNumeric, 1, 12];

    private static readonly Gen<string> WildPart =
        Gen.String[Gen.OneOf(Gen.Char.AlphaNumeric, Gen.Char["-_ .éÜ日/%"]), 1, 40].Where(part => !string.IsNullOrWhiteSpace(part));

    private static readonly Gen<(ComponentId Id, string Environment)> WildId =
        Gen.Select(WildPart, WildPart, Gen.Int[0, 99], WildPart, WildPart, (domain, product, major, component, environment) => (Id(domain, product, major, component), environment));

    [Theory]
    [InlineData("urn:dmb:cmp:sales:orders:1:ingest-job", true)]
    [InlineData("urn:dmb:cmp:sales:orders:12:a b", true)]
    [InlineData("urn:dmb:cmp:sales:orders:one:x", false)]
    [InlineData("urn:dmb:cmp:sales:orders:1", false)]
    [InlineData("urn:dmb:cmp:sales:orders:1:a:b", false)]
    [InlineData("urn:dmb:cmp::orders:1:a", false)]
    [InlineData("urn:dmb:dp:sales:orders:1:a", false)]
    [InlineData("urn:dmb:cmp:sales:orders:1:a\n", false)]
    [InlineData(null, false)]
    public void TryParse_ComponentId_TakesTheFormOnly(string? text, bool expected)
    {
        Assert.Equal(expected, ComponentId.TryParse(text, out var id));
        Assert.Equal(expected ? text : null, id?.ToString());
    }

    [Theory]
    [InlineData("Sales", "sales")]
    [InlineData("My Domain!", "mydomain")]
    [InlineData("ingest-job_2", "ingest-job_2")]
    [InlineData("日本", "")]
    [InlineData("École", "cole")]
    [InlineData("\ud800x", "x")]
    public void Normalise_Part_KeepsLowerCaseLettersDigitsHyphensAndUnderscores(string part, string expected) => Assert.Equal(expected, NameRules.Normalise(part));

    [Fact]
    public void Normalise_Twice_ChangesNothingMore() => WildPart.Sample(part => NameRules.Normalise(NameRules.Normalise(part)) == NameRules.Normalise(part));

    [Fact]
    public void DefaultNames_OfAnId_FollowTheRules()
    {
        var id = Id("Sales", "Or ders", 1, "Ingest-Job");

        Assert.Equal("sales_orders_1", NameRules.DataProductName(id));
        Assert.Equal("sales_orders_1_ingest-job_dev", NameRules.ObjectName(id, "Dev"));
        Assert.Equal("ingest-job", NameRules.SchemaName(id));
        Assert.Equal("/orders_1/ingest-job/repo", NameRules.RepoPath(id, "Repo"));
        Assert.Empty(NameRules.DataProductName(Id("日本", "x", 1, "y")));
        Assert.Empty(NameRules.RepoPath(id, "日本"));
    }

    [Fact]
    public void StackName_NothingLost_HasNoSuffix() =>
        Gen.Select(Part, Part, Gen.Int[0, 99], Part, Part).Sample((domain, product, major, component, environment) =>
        {
            var (d, p, c, e) = (domain.ToLowerInvariant(), product.ToLowerInvariant(), component.ToLowerInvariant(), environment.ToLowerInvariant());
            return StackName.Of(Id(d, p, major, c), e) == $"{d}.{p}.{major}.{c}.{e}";
        });

    [Fact]
    public void StackName_Anything_IsAValidStackName() =>
        WildId.Sample(x =>
        {
            var name = StackName.Of(x.Id, x.Environment);
            return name.Length <= StackName.MaxLength && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.');
        });

    [Fact]
    public void StackName_TwoComponents_NeverShareOne() =>
        Gen.Select(WildId, WildId).Sample((a, b) =>
            (a.Id == b.Id && a.Environment == b.Environment) == (StackName.Of(a.Id, a.Environment) == StackName.Of(b.Id, b.Environment)));

    [Theory]
    [InlineData("Sales", "sales")]
    [InlineData("sa les", "sales")]
    [InlineData("sale!s", "sales")]
    public void StackName_SomethingLost_DiffersFromThatOfTheOneWithoutIt(string lossy, string plain)
    {
        var name = StackName.Of(Id(lossy, "dp", 1, "c"), "dev");

        Assert.Matches(@"^sales\.dp\.1\.c\.dev-[0-9a-f]{8}$", name);
        Assert.Equal("sales.dp.1.c.dev", StackName.Of(Id(plain, "dp", 1, "c"), "dev"));
    }

    [Fact]
    public void StackName_LongNamesThatDifferAtTheEnd_Differ()
    {
        var a = StackName.Of(Id("sales", "dp", 1, new string('c', 200) + "a"), "dev");
        var b = StackName.Of(Id("sales", "dp", 1, new string('c', 200) + "b"), "dev");

        Assert.Equal((100, 100), (a.Length, b.Length));
        Assert.NotEqual(a, b);
    }

    [Fact]
    public void StackName_NameThatLooksLikeASuffixedOne_GetsItsOwnSuffix()
    {
        var suffixed = StackName.Of(Id("Sales", "dp", 1, "c"), "dev");
        var imposter = StackName.Of(Id("sales", "dp", 1, "c"), suffixed["sales.dp.1.c.".Length..]);

        Assert.NotEqual(suffixed, imposter);
    }

    [Theory]
    [InlineData("urn:dmb:utm:databricks-workload-job-template:1.0.0", "urn:dmb:utm:databricks-workload-job-template")]
    [InlineData("plain", "plain")]
    public void WithoutVersion_TemplateId_LosesItsLastPart(string id, string expected) => Assert.Equal(expected, TemplateIds.WithoutVersion(id));

    private static ComponentId Id(string domain, string product, int major, string component)
    {
        Assert.True(ComponentId.TryParse($"urn:dmb:cmp:{domain}:{product}:{major}:{component}", out var id));
        return id;
    }
}

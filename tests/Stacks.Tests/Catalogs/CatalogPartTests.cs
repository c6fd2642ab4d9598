using Provisioner.Facts.Catalogs;
using Provisioner.Facts.State;
using Provisioner.Stacks.Naming;
using Provisioner.Stacks.Settings;

namespace Provisioner.Stacks.Tests.Catalogs;

public class CatalogPartTests
{
    private static readonly SharedObject LiveCatalog = SharedObject.Live("sales_orders_1");

    [Fact]
    public async Task Run_LivePrivileges_AreKeptBesideTheConfiguredOnes()
    {
        var run = await Run(new CatalogFacts
        {
            Catalog = LiveCatalog,
            Schema = SharedObject.Live("sales_orders_1.clean"),
            CatalogPrivileges = [new PrivilegeFact(Sample.Owner.Name, ["CREATE SCHEMA"]), new PrivilegeFact("stranger", ["ALL_PRIVILEGES"])],
            SchemaPrivileges = [new PrivilegeFact(Sample.Developers.Name, ["EXECUTE"])],
        });

        Assert.Equal(["CREATE_SCHEMA", "USE_CATALOG"], Privileges(run, ResourceNames.CatalogOwner));
        Assert.Equal(["EXECUTE", "SELECT", "USE_SCHEMA"], Privileges(run, ResourceNames.SchemaDevelopers));
        Assert.DoesNotContain(run.Resources, resource => (string?)resource.Inputs["principal"] == "stranger");
    }

    [Fact]
    public async Task Run_PrivilegesOfEachObjectAndEachRole_AreTheirOwn()
    {
        var settings = Sample.Settings with
        {
            Catalog = new PrivilegePair { Owner = ["USE CATALOG", "create schema"] },
            Schema = new PrivilegePair { Developers = ["USE_SCHEMA"] },
        };

        var run = await Run(CatalogFacts.Absent, settings: settings);

        Assert.Equal(["catalog-owner", "schema-developers"], run.Resources.Where(r => r.Type == ResourceTypes.Grant).Select(r => r.Name));
        Assert.Equal(["CREATE_SCHEMA", "USE_CATALOG"], Privileges(run, ResourceNames.CatalogOwner));
        Assert.All(run.Resources.Where(r => r.Type == ResourceTypes.Grant), grant => Assert.True(grant.Retained));
    }

    [Fact]
    public async Task Run_OwnerIsTheDevelopmentGroup_HasOneGrantWithBothPrivileges()
    {
        var settings = Sample.Settings with { Catalog = new PrivilegePair { Owner = ["A"], Developers = ["B"] } };
        var facts = Sample.PipelineFacts with { Identities = Sample.Identities with { Owner = Sample.Developers } };

        var run = await Sample.Run(Sample.Pipeline(), facts, settings);

        Assert.Equal(["A", "B"], Privileges(run, ResourceNames.CatalogOwner));
        Assert.False(run.Has(ResourceTypes.Grant, ResourceNames.CatalogDevelopers));
    }

    [Theory]
    [InlineData(false, null, true, null)]
    [InlineData(true, null, false, null)]
    [InlineData(true, "sales_orders_1", true, null)]
    [InlineData(true, "SALES_orders_1", true, null)]
    [InlineData(true, "old", true, "sales_orders_1")]
    [InlineData(false, "old", true, null)]
    public async Task Run_Catalog_IsManagedWhenOursOrAbsentAndElseRead(bool live, string? own, bool managed, string? import)
    {
        var facts = new CatalogFacts { Catalog = live ? LiveCatalog : SharedObject.Absent, Schema = SharedObject.Absent };

        var catalog = (await Run(facts, own is null ? null : Sample.Own((ResourceTypes.Catalog, ResourceNames.Catalog, own))))[ResourceTypes.Catalog, ResourceNames.Catalog];

        Assert.Equal(managed, catalog.ReadId is null);
        Assert.Equal(import, catalog.ImportId);
        if (managed)
            Assert.Equal((true, "name"), (catalog.Retained, Assert.Single(catalog.Options.ReplaceOnChanges)));
    }

    [Fact]
    public async Task Run_CatalogThatWasOnlyRead_StaysReadWhileItExists()
    {
        var own = new OwnState { Resources = [new OwnResource { Urn = "u", Type = ResourceTypes.Catalog, Name = ResourceNames.Catalog, Id = "sales_orders_1", External = true }] };

        Assert.NotNull((await Run(CatalogFacts.Absent with { Catalog = LiveCatalog }, own))[ResourceTypes.Catalog, ResourceNames.Catalog].ReadId);
        Assert.Null((await Run(CatalogFacts.Absent, own))[ResourceTypes.Catalog, ResourceNames.Catalog].ReadId);
    }

    [Fact]
    public async Task Run_Job_HasNoCatalog()
    {
        var run = await Sample.Run(Sample.Job(), Sample.JobFacts);

        Assert.DoesNotContain(run.Resources, resource => resource.Type is ResourceTypes.Catalog or ResourceTypes.Schema or ResourceTypes.Grant);
    }

    private static Task<ProgramRun> Run(CatalogFacts catalog, OwnState? own = null, StackSettings? settings = null) =>
        Sample.Run(Sample.Pipeline(), Sample.PipelineFacts with { Catalog = catalog, OwnState = own ?? OwnState.Empty }, settings);

    private static IEnumerable<string?> Privileges(ProgramRun run, string grant) =>
        run[ResourceTypes.Grant, grant].Inputs["privileges"]!.AsArray().Select(privilege => (string?)privilege);
}

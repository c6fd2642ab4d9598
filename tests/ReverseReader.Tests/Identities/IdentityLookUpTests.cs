using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Subjects;
using Provisioner.Facts.Components;
using Provisioner.Facts.State;
using Provisioner.ReverseReader.Identities;

namespace Provisioner.ReverseReader.Tests.Identities;

/// <summary>How often, and how, an operation asks who somebody is.</summary>
public sealed class IdentityLookUpTests
{
    private static readonly OutputPortComponent Port = ReaderFixture.Component<OutputPortComponent>("orders-view");

    [Fact]
    public async Task Read_SameSubjectInSeveralRoles_OneLookUpEach()
    {
        await using var fixture = await ReaderFixture.StartAsync();
        // The owner and the development group are on the list, too, one of them spelt otherwise, and a reader twice.
        var access = Subjects("user:Anna.Rossi_company.com", "group:SALES-developers", "user:first.last_company.com", "user:first.last@company.com", "group:sales-owners");

        var reading = await fixture.Facts.ReadAsync(Port, OwnState.Empty, access);

        Assert.Empty(reading.Problems);
        Assert.Equal(
            ["anna.rossi@company.com", "sales-developers", "first.last@company.com", "sales-owners"],
            Assert.IsType<OutputPortFacts>(reading.Value).RequestedAccess!.Select(principal => principal.Name));
        var asked = await fixture.LookUpsAsync();
        Assert.Equal(4, asked.Length);
        foreach (var name in new[] { "anna.rossi@company.com", "sales-developers", "first.last@company.com", "sales-owners" })
            Assert.Single(asked, query => query.Contains($"\"{name}\"", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Read_AgainInTheSameOperation_AsksNobodyAgain()
    {
        await using var fixture = await ReaderFixture.StartAsync();
        var component = ReaderFixture.Component<JobComponent>("ingest-job", ("runAsPrincipalName:\n", "runAsPrincipalName: etl\n"));
        var memory = new IdentityMemory();

        var first = await fixture.Facts.ReadAsync(component, OwnState.Empty, memory: memory);
        var asked = (await fixture.LookUpsAsync()).Length;
        var second = await fixture.Facts.ReadAsync(component, OwnState.Empty, memory: memory);

        Assert.Equal(3, asked);
        Assert.Equal(asked, (await fixture.LookUpsAsync()).Length);
        Assert.Equal(first.Value!.Identities, second.Value!.Identities);
        await fixture.Facts.ReadAsync(component, OwnState.Empty);
        Assert.Equal(2 * asked, (await fixture.LookUpsAsync()).Length);
    }

    [Fact]
    public async Task Read_ManySubjects_AreAskedForSideBySide()
    {
        await using var fixture = await ReaderFixture.StartAsync();
        await fixture.SeedAsync(new { users = Enumerable.Range(0, 20).Select(i => new { userName = $"reader{i}@company.com" }) });
        await fixture.OrderFaultAsync(new { path = "/scim/", delayMs = 500 });
        var started = TimeProvider.System.GetTimestamp();

        var reading = await fixture.Facts.ReadAsync(Port, OwnState.Empty, Subjects([.. Enumerable.Range(0, 20).Select(i => $"user:reader{i}_company.com")]));

        Assert.Empty(reading.Problems);
        // One after the other the answers alone would take eleven seconds.
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Read_NoneOrSeveral_NamesTheSubjectAndWhatWasFound()
    {
        await using var fixture = await ReaderFixture.StartAsync();
        await fixture.SeedAsync(new { groups = new[] { new { displayName = "Twins" }, new { displayName = "TWINS" } } });

        var reading = await fixture.Facts.ReadAsync(Port, OwnState.Empty, Subjects("group:twins", "group:none", "user:no_body.com"));

        Assert.Equal(
            [
                "'group:twins': 2 Databricks groups match 'twins' ('Twins', 'TWINS'); it must be one.",
                "'group:none': no Databricks group 'none' exists.",
                "'user:no_body.com': no Databricks user 'no@body.com' exists.",
            ],
            reading.Problems);
    }

    private static Subject[] Subjects(params string[] references) => [.. references.Select(reference => Subject.Parse(reference).Subject!)];
}

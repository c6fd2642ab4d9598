namespace Provisioner.Emulator.Seeding;

/// <summary>What is there when nothing else is said: the sample data product's people and groups, and what a new account brings.</summary>
internal static class DefaultSeed
{
    public const string Text = """
        users:
          - { userName: anna.rossi@company.com, displayName: Anna Rossi }
          - { userName: first.last@company.com, displayName: First Last }
        groups:
          - { displayName: sales-developers, members: [ first.last@company.com ] }
          - { displayName: sales-owners, members: [ anna.rossi@company.com ] }
          - { displayName: Developers, members: [ first.last@company.com ] }
        servicePrincipals:
          - { displayName: etl, applicationId: 5c0a5c6e-0f6d-4c5e-9a53-7b1f3f0e7a11 }
        metastores:
          - { name: main-metastore, id: 11111111-1111-4111-8111-111111111111 }
        everyWorkspace:
          warehouses: [ { name: main-warehouse } ]
        """;
}

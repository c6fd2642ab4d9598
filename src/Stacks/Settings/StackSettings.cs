using Provisioner.Descriptors.Workspaces;

namespace Provisioner.Stacks.Settings;

/// <summary>What the programs take from the installation's configuration.</summary>
public sealed record StackSettings
{
    /// <summary><c>https</c>, or <c>http</c> when everything goes to an emulator.</summary>
    public string HostScheme { get; init; } = "https";

    public AuthenticationSettings Authentication { get; init; } = new();

    public AccountSettings Account { get; init; } = new();

    public AzureSettings Azure { get; init; } = new();

    public GitSettings Git { get; init; } = new();

    /// <summary>One of CAN_READ, CAN_RUN, CAN_EDIT, CAN_MANAGE, NO_PERMISSIONS for owner and for developers.</summary>
    public RolePair Repo { get; init; } = new() { Owner = "CAN_MANAGE", Developers = "CAN_EDIT" };

    /// <summary>As <see cref="Repo"/>, or Databricks' own levels of a job (CAN_VIEW, CAN_MANAGE_RUN, CAN_MANAGE).</summary>
    public RolePair Job { get; init; } = new() { Owner = "CAN_MANAGE", Developers = "CAN_RUN" };

    /// <summary>As <see cref="Repo"/>, or Databricks' own levels of a pipeline (CAN_VIEW, CAN_RUN, CAN_MANAGE).</summary>
    public RolePair Pipeline { get; init; } = new() { Owner = "CAN_MANAGE", Developers = "CAN_RUN" };

    public PrivilegePair Catalog { get; init; } = new() { Owner = ["USE_CATALOG"], Developers = ["USE_CATALOG"] };

    public PrivilegePair Schema { get; init; } = new()
    {
        Owner = ["USE_SCHEMA", "CREATE_TABLE", "SELECT", "MODIFY"],
        Developers = ["USE_SCHEMA", "SELECT"],
    };

    /// <summary>On the view of an output port, in the development environment only.</summary>
    public PrivilegePair OutputPort { get; init; } = new() { Owner = ["SELECT"], Developers = ["SELECT"] };

    /// <summary>Azure's id of the workspace; null for one that is not managed.</summary>
    public string? ResourceIdOf(WorkspaceReference? workspace) => workspace is ManagedWorkspace managed ? Azure.WorkspaceId(managed.Name) : null;

    internal string AuthTypeOf(Cloud cloud) => cloud switch
    {
        Cloud.Aws => Authentication.Aws,
        Cloud.Gcp => Authentication.Gcp,
        _ => Authentication.Azure,
    };
}

/// <summary>What owner and developers get, each.</summary>
public sealed record RolePair
{
    public required string Owner { get; init; }

    public required string Developers { get; init; }
}

/// <summary>What owner and developers get, each; Unity Catalog's privileges, with underscores or blanks.</summary>
public sealed record PrivilegePair
{
    public IReadOnlyList<string> Owner { get; init; } = [];

    public IReadOnlyList<string> Developers { get; init; } = [];
}

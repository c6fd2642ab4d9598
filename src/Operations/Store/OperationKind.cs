namespace Provisioner.Operations.Store;

/// <summary>What an operation does. The names are stored: renaming one needs a migration.</summary>
public enum OperationKind
{
    Provision,
    Unprovision,
    UpdateAcl,
    Validate,
    ReverseProvision,
}

namespace Provisioner.Descriptors.Workspaces;

/// <summary>The cloud that a workspace runs on.</summary>
public enum Cloud
{
    Azure,
    Aws,
    Gcp,
}

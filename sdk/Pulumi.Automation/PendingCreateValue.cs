namespace Pulumi.Automation;

/// <summary>The id of an object whose creation was interrupted.</summary>
public sealed class PendingCreateValue(string urn, string id)
{
    public string Urn { get; set; } = urn;

    public string Id { get; set; } = id;
}

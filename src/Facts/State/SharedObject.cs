namespace Provisioner.Facts.State;

/// <summary>Something that many components stand on: it may have been made by anybody.</summary>
/// <param name="Exists">Is it there?</param>
/// <param name="Id">Its id as the provider would import it; null when it does not exist.</param>
public sealed record SharedObject(bool Exists, string? Id)
{
    public static SharedObject Absent { get; } = new(false, null);

    public static SharedObject Live(string id) => new(true, id);
}

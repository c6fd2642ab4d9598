using Provisioner.Emulator.Storage;

namespace Provisioner.Emulator.Http;

/// <summary>
/// Who a token stands for. A token that the emulator's own token endpoint gave out is its client's; <c>as:NAME</c> is that user or service principal
/// (for what a colleague does by hand); every other one is the deploy user.
/// </summary>
internal static class Callers
{
    public const string DeployUser = "deploy@company.com";

    private const string IssuedPrefix = "emulated.";
    private const string AsPrefix = "as:";

    public static string Issue(string clientId) => IssuedPrefix + clientId;

    public static Principal Find(World world, string authorization)
    {
        var token = authorization[(authorization.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim();
        if (token.StartsWith(IssuedPrefix, StringComparison.Ordinal) && world.FindServicePrincipal(token[IssuedPrefix.Length..]) is { } client) return client;
        if (token.StartsWith(AsPrefix, StringComparison.Ordinal))
            return world.FindUser(token[AsPrefix.Length..]) ?? world.FindServicePrincipal(token[AsPrefix.Length..]) ?? throw new ApiRefusal(403, "PERMISSION_DENIED", "Invalid access token.");
        return world.FindUser(DeployUser) ?? throw new InvalidOperationException("the deploy user is always seeded");
    }
}

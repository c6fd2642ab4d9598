using Provisioner.Emulator.Http;

namespace Provisioner.Emulator.Azure;

/// <summary>What every call to Azure Resource Manager needs.</summary>
internal static class ArmCall
{
    public static ApiHandler Versioned(ApiHandler handler) => call =>
    {
        if (call.Parameter("api-version") is null or "")
            throw new ApiRefusal(400, "MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required for all requests.");
        if (call.Route.TryGetValue("subscription", out var subscription) && !Guid.TryParse(subscription, out _))
            throw new ApiRefusal(404, "InvalidSubscriptionId", $"The provided subscription identifier '{subscription}' is malformed or invalid.");
        return handler(call);
    };

    public static void Arm(this RouteTable routes, string method, string path, ApiHandler handler) => routes.Add(method, path, Surface.ResourceManager, Versioned(handler));
}

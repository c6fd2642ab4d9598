using System.Text.Json.Nodes;

namespace Provisioner.Emulator.Http;

/// <summary>The form in which a service tells what is wrong.</summary>
internal abstract class ErrorShape
{
    private static readonly ErrorShape Databricks = new DatabricksShape();
    private static readonly ErrorShape Azure = new AzureShape();
    private static readonly ErrorShape Scim = new ScimShape();
    private static readonly ErrorShape OAuth = new OAuthShape();

    public static ErrorShape For(Surface surface, string[] segments) => surface switch
    {
        _ when surface != Surface.All && (surface & Surface.Login) != Surface.None => OAuth,
        _ when (surface & (Surface.Workspace | Surface.Account)) != Surface.None => segments.Contains("scim") ? Scim : Databricks,
        _ => Azure,
    };

    public abstract Dispatcher.Written Refused(ApiRefusal refusal);

    public abstract Dispatcher.Written Unauthenticated();

    private sealed class DatabricksShape : ErrorShape
    {
        public override Dispatcher.Written Refused(ApiRefusal refusal) =>
            Dispatcher.Written.Of(refusal.Status, new JsonObject { ["error_code"] = refusal.Code, ["message"] = refusal.Message });

        public override Dispatcher.Written Unauthenticated() =>
            Dispatcher.Written.Of(401, new JsonObject { ["error_code"] = "UNAUTHENTICATED", ["message"] = "Credential was not sent or was of an unsupported type for this API." });
    }

    private sealed class ScimShape : ErrorShape
    {
        public override Dispatcher.Written Refused(ApiRefusal refusal) => Dispatcher.Written.Of(refusal.Status, new JsonObject
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:Error"),
            ["detail"] = refusal.Message,
            ["status"] = refusal.Status.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["scimType"] = refusal.Code == "RESOURCE_ALREADY_EXISTS" ? "uniqueness" : null,
            ["error_code"] = refusal.Code,
            ["message"] = refusal.Message,
        });

        public override Dispatcher.Written Unauthenticated() => Databricks.Unauthenticated();
    }

    private sealed class AzureShape : ErrorShape
    {
        public override Dispatcher.Written Refused(ApiRefusal refusal) =>
            Dispatcher.Written.Of(refusal.Status, new JsonObject { ["error"] = new JsonObject { ["code"] = refusal.Code, ["message"] = refusal.Message } });

        public override Dispatcher.Written Unauthenticated() =>
            Dispatcher.Written.Of(401, new JsonObject { ["error"] = new JsonObject { ["code"] = "AuthenticationFailed", ["message"] = "Authentication failed. The 'Authorization' header is missing." } })
                with { Headers = new Dictionary<string, string> { ["WWW-Authenticate"] = "Bearer authorization_uri=\"https://login.microsoftonline.com/common\", error=\"invalid_token\"" } };
    }

    private sealed class OAuthShape : ErrorShape
    {
        public override Dispatcher.Written Refused(ApiRefusal refusal) =>
            Dispatcher.Written.Of(refusal.Status, new JsonObject { ["error"] = refusal.Code, ["error_description"] = refusal.Message });

        public override Dispatcher.Written Unauthenticated() => Refused(new ApiRefusal(401, "invalid_client", "No credentials were sent."));
    }
}

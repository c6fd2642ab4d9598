using System.Globalization;
using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Storage;

namespace Provisioner.Emulator.Graph;

/// <summary>Users, groups and service principals of Microsoft Graph v1.0: by id (users also by principal name), or filtered and paged with <c>@odata.nextLink</c>.</summary>
internal sealed class GraphApi : IApi
{
    public void Map(RouteTable routes)
    {
        foreach (var version in new[] { "v1.0", "beta" })
        {
            Kind(routes, version, "users", GraphObjects.Users, "userPrincipalName");
            Kind(routes, version, "groups", GraphObjects.Groups, "id");
            Kind(routes, version, "servicePrincipals", GraphObjects.ServicePrincipals, "id");
        }
    }

    private static void Kind(RouteTable routes, string version, string path, Func<World, IEnumerable<JsonObject>> all, string alias)
    {
        routes.Add("GET", $"/{version}/{path}", Surface.Graph, call => List(call, $"{version}/{path}", all));
        routes.Add("GET", $"/{version}/{path}/{{id}}", Surface.Graph, call => Get(call, $"{version}/$metadata#{path}/$entity", all, alias));
    }

    private static ApiAnswer Get(ApiCall call, string metadata, Func<World, IEnumerable<JsonObject>> all, string alias)
    {
        var id = call.Route["id"];
        var found = all(call.World).FirstOrDefault(o => Same(o.Text("id"), id) || Same(o.Text(alias), id)) ?? throw new ApiRefusal(404, "Request_ResourceNotFound",
            $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.");
        var view = Select(call, found);
        view["@odata.context"] = "https://graph.microsoft.com/" + metadata;
        return ApiAnswer.Ok(view);
    }

    private static ApiAnswer List(ApiCall call, string path, Func<World, IEnumerable<JsonObject>> all)
    {
        var filter = ODataFilter.Parse(call.Parameter("$filter"));
        var top = call.WholeParameter("$top") ?? 100;
        if (top is < 1 or > 999) throw new ApiRefusal(400, "Request_UnsupportedQuery", $"Invalid page size specified: '{top}'. Must be between 1 and 999 inclusive.");
        var skip = (int)(call.WholeParameter("$skiptoken") ?? 0);
        var found = all(call.World).Where(filter).ToList();
        var answer = new JsonObject { ["@odata.context"] = $"https://graph.microsoft.com/{path.Replace("/", "/$metadata#", StringComparison.Ordinal)}" };
        if (call.FlagParameter("$count")) answer["@odata.count"] = found.Count;
        answer["value"] = found.Skip(skip).Take((int)top).Select(o => Select(call, o)).ToJsonArray();
        if (skip + top < found.Count) answer["@odata.nextLink"] = NextLink(call, path, skip + (int)top);
        return ApiAnswer.Ok(answer);
    }

    private static string NextLink(ApiCall call, string path, int skip)
    {
        var query = call.Query.Where(q => q.Key != "$skiptoken").Select(q => $"{Uri.EscapeDataString(q.Key)}={Uri.EscapeDataString(q.Value.ToString())}")
            .Append("$skiptoken=" + skip.ToString(CultureInfo.InvariantCulture));
        return $"http://{call.Authority}/{path}?{string.Join('&', query)}";
    }

    private static JsonObject Select(ApiCall call, JsonObject thing)
    {
        if (call.Parameter("$select") is not { Length: > 0 } wanted) return thing;
        var names = wanted.Split(',', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var name in thing.Select(p => p.Key).Where(k => !names.Contains(k)).ToList()) thing.Remove(name);
        return thing;
    }

    private static bool Same(string? a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}

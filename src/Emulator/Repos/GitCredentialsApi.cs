using System.Globalization;
using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;

namespace Provisioner.Emulator.Repos;

/// <summary>
/// Git credentials, <c>/api/2.0/git-credentials</c>: one for each user and provider, seen by its owner only. The token is kept to notice a change and
/// shown to nobody.
/// </summary>
internal sealed class GitCredentialsApi : IApi
{
    public void Map(RouteTable routes)
    {
        routes.Add("GET", "/api/2.0/git-credentials", Surface.Workspace, List);
        routes.Add("POST", "/api/2.0/git-credentials", Surface.Workspace, Create);
        routes.Add("GET", "/api/2.0/git-credentials/{id}", Surface.Workspace, call => ApiAnswer.Ok(View(Find(call))));
        routes.Add("PATCH", "/api/2.0/git-credentials/{id}", Surface.Workspace, Update);
        routes.Add("DELETE", "/api/2.0/git-credentials/{id}", Surface.Workspace, Delete);
    }

    public static JsonObject View(JsonObject row)
    {
        var view = row.Copy();
        view.Remove("personal_access_token");
        view.Remove("owner");
        return view;
    }

    private static ApiAnswer List(ApiCall call)
    {
        var own = call.Workspace.GitCredentials.All.Where(c => c.Text("owner") == call.Caller.Name).Select(View).ToList();
        return ApiAnswer.Ok(own.Count == 0 ? [] : new JsonObject { ["credentials"] = own.ToJsonArray() });
    }

    private static ApiAnswer Create(ApiCall call)
    {
        var provider = GitProviders.Known(call.Body.RequiredText("git_provider"));
        if (call.Workspace.GitCredentials.All.Any(c => c.Text("owner") == call.Caller.Name && c.Text("git_provider") == provider))
            throw ApiRefusal.Exists("Only one Git credential is supported per user/service principal");
        var id = call.World.NextId();
        var row = new JsonObject { ["credential_id"] = id, ["git_provider"] = provider };
        Fill(row, call.Body);
        row["owner"] = call.Caller.Name;
        call.Workspace.GitCredentials.Put(id.ToString(CultureInfo.InvariantCulture), row);
        return ApiAnswer.Ok(View(row));
    }

    private static ApiAnswer Update(ApiCall call)
    {
        Find(call);
        var provider = GitProviders.Known(call.Body.RequiredText("git_provider"));
        call.Workspace.GitCredentials.Change(call.Route["id"], row =>
        {
            row["git_provider"] = provider;
            Fill(row, call.Body);
        });
        return ApiAnswer.Empty();
    }

    private static ApiAnswer Delete(ApiCall call)
    {
        Find(call);
        call.Workspace.GitCredentials.Remove(call.Route["id"]);
        return ApiAnswer.Empty();
    }

    private static void Fill(JsonObject row, JsonObject asked) => row.Take(asked, "git_username", "git_email", "personal_access_token", "name", "is_default_for_provider");

    private static JsonObject Find(ApiCall call)
    {
        var row = call.Workspace.GitCredentials.Find(call.Route["id"]);
        return row is not null && row.Text("owner") == call.Caller.Name ? row : throw ApiRefusal.Missing($"Git credential with id {call.Route["id"]} does not exist");
    }
}

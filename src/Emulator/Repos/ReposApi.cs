using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Storage;
using Provisioner.Emulator.WorkspaceObjects;

namespace Provisioner.Emulator.Repos;

/// <summary>Git folders, <c>/api/2.0/repos</c>. Every branch and tag that is asked for exists in the emulated remote; what it holds is the seeds' business.</summary>
internal sealed class ReposApi : IApi
{
    private const string MainCommit = "7e0847ede61f07adede22e2bcce6050216489171";

    public void Map(RouteTable routes)
    {
        routes.Add("POST", "/api/2.0/repos", Surface.Workspace, Create);
        routes.Add("GET", "/api/2.0/repos", Surface.Workspace, List);
        routes.Add("GET", "/api/2.0/repos/{id}", Surface.Workspace, call => ApiAnswer.Ok(Find(call)));
        routes.Add("PATCH", "/api/2.0/repos/{id}", Surface.Workspace, Update);
        routes.Add("DELETE", "/api/2.0/repos/{id}", Surface.Workspace, Delete);
    }

    private static ApiAnswer Create(ApiCall call)
    {
        var url = call.Body.RequiredText("url");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http")) throw ApiRefusal.Invalid($"Invalid Git remote URL: {url}");
        var provider = GitProviders.Known(call.Body.RequiredText("provider"));
        var path = Folders.Clean(call.Body.Text("path") ?? $"/Repos/{call.Caller.Name}/{Path.GetFileNameWithoutExtension(address.AbsolutePath)}");
        if (path.StartsWith("/Repos/", StringComparison.Ordinal) && path.Split('/').Length != 4)
            throw ApiRefusal.Invalid($"Repos path must be of the form /Repos/<folder>/<name>, got {path}");
        if (Folders.Find(call.Workspace, path) is not null) throw ApiRefusal.Exists($"Path {path} already exists");
        if (Folders.Find(call.Workspace, Folders.Parent(path)) is not { } parent) throw ApiRefusal.Missing($"Path ({Folders.Parent(path)}) doesn't exist.");
        if (parent.Text("object_type") != "DIRECTORY") throw ApiRefusal.Invalid($"A Git folder cannot be made inside {Folders.Parent(path)}");

        var made = Folders.Add(call.World, call.Workspace, path, "REPO");
        var id = made.RequiredWhole("object_id");
        var repo = new JsonObject { ["id"] = id, ["url"] = url, ["provider"] = provider, ["path"] = path, ["branch"] = "main", ["head_commit_id"] = MainCommit };
        repo.Take(call.Body, "sparse_checkout");
        CheckOut(call.World, repo, call.Body);
        call.Workspace.Repos.Put(id.ToString(CultureInfo.InvariantCulture), repo);
        Bring(call, repo);
        return ApiAnswer.Ok(repo);
    }

    private static ApiAnswer List(ApiCall call)
    {
        var prefix = call.Parameter("path_prefix");
        if (prefix is not null && !prefix.StartsWith('/')) throw ApiRefusal.Invalid($"path_prefix must be absolute, got {prefix}");
        var clean = prefix is null or "/" ? null : Folders.Clean(prefix);
        var found = call.Workspace.Repos.All.Where(r => clean is null || r.RequiredText("path").StartsWith(clean, StringComparison.Ordinal)).ToList();
        var page = Paging.Of(found, 20, call.Parameter("next_page_token"));
        var answer = new JsonObject();
        if (page.Items.Count > 0) answer["repos"] = page.Items.ToJsonArray();
        if (page.Next is not null) answer["next_page_token"] = page.Next;
        return ApiAnswer.Ok(answer);
    }

    private static ApiAnswer Update(ApiCall call)
    {
        Find(call);
        if (call.Body.Text("branch") is "" || call.Body.Text("tag") is "") throw ApiRefusal.Invalid("A branch or tag that is given must not be empty");
        if (call.Body["branch"] is not null && call.Body["tag"] is not null) throw ApiRefusal.Invalid("Only one of branch or tag may be given");
        call.Workspace.Repos.Change(call.Route["id"], copy =>
        {
            copy.Take(call.Body, "sparse_checkout");
            CheckOut(call.World, copy, call.Body);
        });
        if (call.Body["branch"] is not null || call.Body["tag"] is not null) Bring(call, Find(call));
        return ApiAnswer.Empty();
    }

    private static ApiAnswer Delete(ApiCall call)
    {
        Folders.Remove(call.Workspace, Find(call).RequiredText("path"));
        return ApiAnswer.Empty();
    }

    /// <summary>Moves to a branch or tag; a detached one has no branch.</summary>
    private static void CheckOut(World world, JsonObject repo, JsonObject asked)
    {
        if (asked.Text("tag") is { Length: > 0 } tag)
        {
            repo.Remove("branch");
            repo["head_commit_id"] = Commit(world, repo, "tag/" + tag);
        }
        else if ((asked.Text("branch") ?? repo.Text("branch")) is { Length: > 0 } branch)
        {
            repo["branch"] = branch;
            repo["head_commit_id"] = Commit(world, repo, branch);
        }
    }

    /// <summary>The files of the branch or tag that the call asks for; a clone that names none is of the main branch.</summary>
    private static void Bring(ApiCall call, JsonObject repo)
    {
        var reference = call.Body.Text("tag") is { Length: > 0 } tag ? "tag/" + tag : repo.RequiredText("branch");
        call.World.GitRemotes.CheckOut(call.World, call.Workspace, repo.RequiredWhole("id"), repo.RequiredText("path"), repo.RequiredText("url"), reference);
    }

    private static string Commit(World world, JsonObject repo, string reference) => world.GitRemotes.Fingerprint(repo.RequiredText("url"), reference) ?? (reference == "main" ? MainCommit :
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(repo.Text("url") + "@" + reference)).AsSpan(0, 20)));

    private static JsonObject Find(ApiCall call)
    {
        var id = call.Route["id"];
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _)) throw ApiRefusal.Invalid($"Invalid repo id: {id}");
        return call.Workspace.Repos.Find(id) ?? throw ApiRefusal.Missing($"Repo with id {id} does not exist");
    }
}

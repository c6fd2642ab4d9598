using System.Globalization;
using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Provisioner.Emulator.Permissions;

namespace Provisioner.Emulator.Jobs;

/// <summary>
/// Jobs, <c>/api/2.2/jobs</c> and its older versions 2.1 and 2.0: create, get, list, reset, update, delete, list of runs. Nothing runs, so there are no runs.
/// Names are not unique, as on Databricks.
/// </summary>
internal sealed class JobsApi : IApi
{
    private const int TasksOfAPage = 100;

    public void Map(RouteTable routes)
    {
        foreach (var version in new[] { "2.0", "2.1", "2.2" })
        {
            var paged = version == "2.2";
            routes.Add("POST", $"/api/{version}/jobs/create", Surface.Workspace, call => Create(call, !paged));
            routes.Add("GET", $"/api/{version}/jobs/get", Surface.Workspace, call => Get(call, paged));
            routes.Add("GET", $"/api/{version}/jobs/list", Surface.Workspace, call => List(call, paged));
            routes.Add("POST", $"/api/{version}/jobs/reset", Surface.Workspace, call => Reset(call, !paged));
            routes.Add("POST", $"/api/{version}/jobs/update", Surface.Workspace, call => Update(call, !paged));
            routes.Add("POST", $"/api/{version}/jobs/delete", Surface.Workspace, Delete);
            routes.Add("GET", $"/api/{version}/jobs/runs/list", Surface.Workspace, Runs);
        }
    }

    private static ApiAnswer Create(ApiCall call, bool old)
    {
        var settings = JobRules.KnownOnly(call.Body, old);
        JobRules.Check(call.World, settings);
        if (call.Body.Text("idempotency_token") is { Length: > 0 } token && call.Workspace.Jobs.All.FirstOrDefault(j => j.Text("idempotency_token") == token) is { } same)
            return ApiAnswer.Ok(new JsonObject { ["job_id"] = same.Whole("job_id") });
        JobDefaults.Fill(settings, call.World.ServerDefaults);
        var id = call.World.NextId();
        var job = new JsonObject
        {
            ["job_id"] = id, ["creator_user_name"] = call.Caller.Name, ["run_as_user_name"] = RunAs(settings) ?? call.Caller.Name, ["created_time"] = call.World.Now, ["settings"] = settings,
        };
        job.Take(call.Body, "idempotency_token");
        var key = id.ToString(CultureInfo.InvariantCulture);
        call.Workspace.Jobs.Put(key, job);
        SetAccess(call, key, call.Body);
        return ApiAnswer.Ok(new JsonObject { ["job_id"] = id });
    }

    private static ApiAnswer Get(ApiCall call, bool paged)
    {
        var job = View(Find(call, call.WholeParameter("job_id") ?? throw ApiRefusal.Invalid("Missing required field: job_id")));
        if (!paged) return ApiAnswer.Ok(job);
        var settings = job.Object("settings")!;
        var tasks = settings.Items("tasks");
        if (tasks.Count > TasksOfAPage)
        {
            var page = Paging.Of(tasks, TasksOfAPage, call.Parameter("page_token"));
            settings["tasks"] = page.Items.ToJsonArray();
            if (page.Next is not null) job["next_page_token"] = page.Next;
        }

        return ApiAnswer.Ok(job);
    }

    private static ApiAnswer List(ApiCall call, bool paged)
    {
        var name = call.Parameter("name");
        var found = call.Workspace.Jobs.All.Reverse().Where(j => name is null || string.Equals(j.Object("settings")!.Text("name"), name, StringComparison.OrdinalIgnoreCase)).ToList();
        var offset = call.WholeParameter("offset") ?? 0;
        var page = Paging.Of(found.Skip((int)offset).ToList(), Paging.Size(call, "limit", 20, 100), call.Parameter("page_token"));
        var expand = call.FlagParameter("expand_tasks");
        var answer = new JsonObject { ["has_more"] = page.Next is not null };
        if (page.Items.Count > 0) answer["jobs"] = page.Items.Select(j => Listed(j, expand, paged)).ToJsonArray();
        if (page.Next is not null) answer["next_page_token"] = page.Next;
        if (page.Previous is not null) answer["prev_page_token"] = page.Previous;
        return ApiAnswer.Ok(answer);
    }

    private static ApiAnswer Reset(ApiCall call, bool old)
    {
        var key = Key(Find(call, call.Body.RequiredWhole("job_id")));
        var asked = call.Body.Object("new_settings") ?? throw ApiRefusal.Invalid("Missing required field: new_settings");
        Store(call, key, JobRules.KnownOnly(asked, old));
        SetAccess(call, key, asked);
        return ApiAnswer.Empty();
    }

    private static ApiAnswer Update(ApiCall call, bool old)
    {
        var job = Find(call, call.Body.RequiredWhole("job_id"));
        var settings = job.Object("settings")!.Copy();
        JobUpdate.Merge(settings, JobRules.KnownOnly(call.Body.Object("new_settings") ?? [], old), call.Body.Texts("fields_to_remove"));
        Store(call, Key(job), settings);
        SetAccess(call, Key(job), call.Body.Object("new_settings") ?? []);
        return ApiAnswer.Empty();
    }

    private static ApiAnswer Delete(ApiCall call)
    {
        var job = Find(call, call.Body.RequiredWhole("job_id"));
        call.Workspace.DeletedJobs.Put(Key(job), job);
        call.Workspace.Jobs.Remove(Key(job));
        return ApiAnswer.Empty();
    }

    private static ApiAnswer Runs(ApiCall call)
    {
        if (call.WholeParameter("job_id") is { } id) Find(call, id);
        Paging.Size(call, "limit", 20, 25);
        return ApiAnswer.Ok(new JsonObject { ["has_more"] = false });
    }

    private static void Store(ApiCall call, string key, JsonObject settings)
    {
        JobRules.Check(call.World, settings);
        JobDefaults.Fill(settings, call.World.ServerDefaults);
        call.Workspace.Jobs.Change(key, job =>
        {
            job["settings"] = settings;
            if (RunAs(settings) is { } runAs) job["run_as_user_name"] = runAs;
        });
    }

    private static void SetAccess(ApiCall call, string key, JsonObject asked)
    {
        if (asked["access_control_list"] is null) return;
        var kind = ObjectKind.All.First(k => k.Path == "jobs");
        var entries = asked.Items("access_control_list").Select(e => AccessEntry.Read(call.World, kind, e)).ToList();
        if (!entries.Exists(e => e.Level == "IS_OWNER")) entries.AddRange(AccessLists.Explicit(call.Workspace, kind, key).Where(e => e.Level == "IS_OWNER"));
        AccessLists.Set(call.Workspace, kind, key, entries);
    }

    private static string? RunAs(JsonObject settings) =>
        settings.Object("run_as") is not { } runAs ? null : runAs.Text("user_name") is { Length: > 0 } user ? user : runAs.Text("service_principal_name") is { Length: > 0 } application ? application : runAs.Text("group_name");

    public static JsonObject View(JsonObject job)
    {
        var view = job.Copy();
        view.Remove("idempotency_token");
        return view;
    }

    private static JsonObject Listed(JsonObject job, bool expand, bool paged)
    {
        var view = View(job);
        var settings = view.Object("settings")!;
        view.Remove("run_as_user_name");
        if (expand && (!paged || settings.Items("tasks").Count <= TasksOfAPage)) return view;
        if (expand)
        {
            settings["tasks"] = settings.Items("tasks").Take(TasksOfAPage).ToJsonArray();
            view["has_more"] = true;
            return view;
        }

        foreach (var large in new[] { "tasks", "job_clusters", "parameters", "environments" }) settings.Remove(large);
        return view;
    }

    private static string Key(JsonObject job) => job.RequiredWhole("job_id").ToString(CultureInfo.InvariantCulture);

    private static JsonObject Find(ApiCall call, long id) =>
        call.Workspace.Jobs.Find(id.ToString(CultureInfo.InvariantCulture)) ?? throw ApiRefusal.Invalid($"Job {id} does not exist.");
}

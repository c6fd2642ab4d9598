using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;

namespace Provisioner.Emulator.Pipelines;

/// <summary>Delta Live Tables pipelines, <c>/api/2.0/pipelines</c>. A name is unique unless <c>allow_duplicate_names</c> says otherwise. Nothing runs.</summary>
internal sealed class PipelinesApi : IApi
{
    public void Map(RouteTable routes)
    {
        routes.Add("POST", "/api/2.0/pipelines", Surface.Workspace, Create);
        routes.Add("GET", "/api/2.0/pipelines", Surface.Workspace, List);
        routes.Add("GET", "/api/2.0/pipelines/{id}", Surface.Workspace, call => ApiAnswer.Ok(Find(call)));
        routes.Add("PUT", "/api/2.0/pipelines/{id}", Surface.Workspace, Edit);
        routes.Add("DELETE", "/api/2.0/pipelines/{id}", Surface.Workspace, Delete);
    }

    private static ApiAnswer Create(ApiCall call)
    {
        var id = Guid.NewGuid().ToString();
        var spec = PipelineRules.Read(call.Body, id);
        spec["name"] ??= id;
        RefuseSameName(call, spec.RequiredText("name"), null);
        if (call.World.ServerDefaults) PipelineRules.Fill(spec);
        if (call.Body.Flag("dry_run") ?? false) return ApiAnswer.Ok(new JsonObject { ["effective_settings"] = spec });
        call.Workspace.Pipelines.Put(id, new JsonObject
        {
            ["pipeline_id"] = id,
            ["spec"] = spec,
            ["state"] = State(spec),
            ["name"] = spec.Text("name"),
            ["creator_user_name"] = call.Caller.Name,
            ["run_as_user_name"] = RunAs(spec) ?? call.Caller.Name,
            ["last_modified"] = call.World.Now,
        });
        return ApiAnswer.Ok(new JsonObject { ["pipeline_id"] = id });
    }

    private static ApiAnswer List(ApiCall call)
    {
        var filter = PipelineFilter.Parse(call.Parameter("filter"));
        var found = call.Workspace.Pipelines.All.Where(filter).ToList();
        if (call.Parameter("order_by") is { Length: > 0 } order)
        {
            var by = order.Split(',')[0].Trim().Split(' ')[0];
            if (by is not ("id" or "name")) throw ApiRefusal.Invalid($"Invalid order_by {order}: id or name");
            found = [.. found.OrderBy(p => p.Text(by == "id" ? "pipeline_id" : "name"), StringComparer.Ordinal)];
            if (order.EndsWith(" desc", StringComparison.OrdinalIgnoreCase)) found.Reverse();
        }

        var page = Paging.Of(found, Paging.Size(call, "max_results", 25, 100), call.Parameter("page_token"));
        var answer = new JsonObject();
        if (page.Items.Count > 0) answer["statuses"] = page.Items.Select(Listed).ToJsonArray();
        if (page.Next is not null) answer["next_page_token"] = page.Next;
        return ApiAnswer.Ok(answer);
    }

    private static ApiAnswer Edit(ApiCall call)
    {
        var old = Find(call);
        var id = old.RequiredText("pipeline_id");
        var body = call.Body;
        if (body.Text("id") is { } named && named != id) throw ApiRefusal.Invalid($"The id {named} in the body is not the pipeline's, {id}");
        if (body.Whole("expected_last_modified") is { } expected && expected != old.Whole("last_modified"))
            throw new ApiRefusal(409, "RESOURCE_CONFLICT", "The pipeline was modified by somebody else in the meantime.");
        var spec = PipelineRules.Read(body, id);
        spec["name"] ??= old.Text("name");
        RefuseSameName(call, spec.RequiredText("name"), id);
        if (call.World.ServerDefaults) PipelineRules.Fill(spec);
        call.Workspace.Pipelines.Change(
            id,
            pipeline =>
            {
                pipeline["spec"] = spec;
                pipeline["name"] = spec.Text("name");
                pipeline["state"] = State(spec);
                if (RunAs(spec) is { } runAs) pipeline["run_as_user_name"] = runAs;
            },
            pipeline => pipeline["last_modified"] = call.World.Now);
        return ApiAnswer.Empty();
    }

    private static ApiAnswer Delete(ApiCall call)
    {
        var id = Find(call).RequiredText("pipeline_id");
        call.Workspace.Pipelines.Remove(id);
        call.Workspace.Permissions.Remove("pipelines/" + id);
        return ApiAnswer.Empty();
    }

    private static JsonObject Listed(JsonObject pipeline)
    {
        var listed = new JsonObject();
        listed.Take(pipeline, "pipeline_id", "state", "name", "creator_user_name", "run_as_user_name");
        return listed;
    }

    private static void RefuseSameName(ApiCall call, string name, string? except)
    {
        if (call.Body.Flag("allow_duplicate_names") ?? false) return;
        if (call.Workspace.Pipelines.All.Any(p => p.Text("name") == name && p.Text("pipeline_id") != except))
        {
            throw new ApiRefusal(409, "RESOURCE_CONFLICT",
                $"The pipeline name '{name}' is already used by another pipeline. This check can be skipped by setting `allow_duplicate_names = true` in the request.");
        }
    }

    /// <summary>A continuous pipeline starts by itself; nothing is run here, so it runs at once. Who makes one waits for that.</summary>
    private static string State(JsonObject spec) => spec.Flag("continuous") ?? false ? "RUNNING" : "IDLE";

    private static string? RunAs(JsonObject spec) => spec.Object("run_as") is { } runAs ? runAs.Text("user_name") ?? runAs.Text("service_principal_name") : null;

    private static JsonObject Find(ApiCall call) =>
        call.Workspace.Pipelines.Find(call.Route["id"]) ?? throw ApiRefusal.Missing($"The specified pipeline {call.Route["id"]} was not found.");
}

using System.Text.Json.Nodes;
using Refit;

namespace Provisioner.Databricks.WorkspaceApis;

/// <summary>Jobs: <c>/api/2.2/jobs</c>. Settings are open-ended and stay JSON with the API's own names.</summary>
public interface IJobsApi
{
    /// <param name="settings">Job settings, optionally with <c>access_control_list</c>.</param>
    [Post("/api/2.2/jobs/create")]
    Task<JobReference> CreateAsync([Body] JsonObject settings, CancellationToken cancellationToken = default);

    /// <summary>One page of the job: more than 100 tasks, clusters, environments or parameters come in several; see <see cref="JobsApiPaging.GetWholeAsync"/>.</summary>
    [Get("/api/2.2/jobs/get")]
    Task<Job> GetAsync([AliasAs("job_id")] long jobId, [AliasAs("page_token")] string? pageToken = null, CancellationToken cancellationToken = default);

    /// <param name="name">Exact name, compared without regard to case.</param>
    [Get("/api/2.2/jobs/list")]
    Task<JobPage> ListAsync(
        string? name = null, int? limit = null, [AliasAs("page_token")] string? pageToken = null, [AliasAs("expand_tasks")] bool? expandTasks = null,
        CancellationToken cancellationToken = default);

    /// <summary>Replaces all settings.</summary>
    [Post("/api/2.2/jobs/reset")]
    Task ResetAsync([Body] JobSettingsRequest request, CancellationToken cancellationToken = default);

    /// <summary>A job in the old form, with one task at the top level of its settings: version 2.2 does not know such jobs.</summary>
    [Post("/api/2.0/jobs/create")]
    Task<JobReference> CreateSingleTaskAsync([Body] JsonObject settings, CancellationToken cancellationToken = default);

    /// <summary>As the job was made: with its task at the top level.</summary>
    [Get("/api/2.0/jobs/get")]
    Task<Job> GetSingleTaskAsync([AliasAs("job_id")] long jobId, CancellationToken cancellationToken = default);

    [Post("/api/2.0/jobs/reset")]
    Task ResetSingleTaskAsync([Body] JobSettingsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Changes the given top-level settings.</summary>
    [Post("/api/2.2/jobs/update")]
    Task UpdateAsync([Body] JobSettingsRequest request, CancellationToken cancellationToken = default);

    [Post("/api/2.2/jobs/delete")]
    Task DeleteAsync([Body] JobReference request, CancellationToken cancellationToken = default);
}

public static class JobsApiPaging
{
    private static readonly string[] PagedSettings = ["tasks", "job_clusters", "environments", "parameters"];

    public static IAsyncEnumerable<Job> ListAllAsync(this IJobsApi api, string? name = null, CancellationToken cancellationToken = default) =>
        Paging.ByTokenAsync((page, token) => api.ListAsync(name, 100, page, null, token), page => page.Jobs, page => page.NextPageToken, cancellationToken);

    /// <summary>The job with all pages of its arrays put together.</summary>
    public static async Task<Job> GetWholeAsync(this IJobsApi api, long jobId, CancellationToken cancellationToken = default)
    {
        var job = await api.GetAsync(jobId, null, cancellationToken);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var next = job.NextPageToken;
        while (!string.IsNullOrEmpty(next) && seen.Add(next))
        {
            var page = await api.GetAsync(jobId, next, cancellationToken);
            foreach (var key in PagedSettings)
            {
                if (page.Settings[key] is not JsonArray more)
                    continue;
                if (job.Settings[key] is not JsonArray items)
                    job.Settings[key] = items = [];
                foreach (var item in more)
                    items.Add(item?.DeepClone());
            }

            next = page.NextPageToken;
        }

        return job with { NextPageToken = null };
    }
}

public sealed record JobReference(long JobId);

public sealed record JobSettingsRequest(long JobId, JsonObject NewSettings);

public sealed record JobPage
{
    public IReadOnlyList<Job> Jobs { get; init; } = [];

    public bool HasMore { get; init; }

    public string? NextPageToken { get; init; }
}

public sealed record Job
{
    public required long JobId { get; init; }

    public string? CreatorUserName { get; init; }

    public string? RunAsUserName { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public long? CreatedTime { get; init; }

    /// <summary>The API's own names (snake case).</summary>
    public JsonObject Settings { get; init; } = [];

    public string? NextPageToken { get; init; }

    /// <summary>Name in the settings; empty when there is none.</summary>
    public string Name() => Settings["name"]?.GetValue<string>() ?? "";
}

using System.Text;
using System.Text.Json.Nodes;
using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Workflows;

namespace Provisioner.ReverseReader.Overwrite;

/// <summary>A live workflow with the component's name.</summary>
/// <param name="Settings">The <c>settings</c> of the Jobs API.</param>
/// <param name="NamesById">The names that the ids inside the settings have in this workspace; an id that is missing here is compared as it is.</param>
public sealed record LiveWorkflow(JsonObject Settings, IReadOnlyDictionary<(WorkflowReferenceType Type, string Id), string> NamesById);

/// <summary>Whether a deployment may go on, and why.</summary>
public abstract record OverwriteVerdict
{
    private protected OverwriteVerdict()
    {
    }

    public sealed record Allowed(string Reason) : OverwriteVerdict;

    /// <param name="Message">What differs and what to do, for the owner of the component.</param>
    public sealed record Refused(string Message, IReadOnlyList<WorkflowDifference> Differences) : OverwriteVerdict;
}

/// <summary>
/// Decides whether deploying a workflow would overwrite somebody's work (requirements, section 5). Pure: everything it looks at is given.
/// </summary>
public static class WorkflowOverwriteCheck
{
    /// <summary>More are counted, not listed.</summary>
    public const int MaxListed = 20;

    /// <param name="live">Null: there is no live workflow of the name.</param>
    public static OverwriteVerdict Decide(LiveWorkflow? live, WorkflowComponent requested)
    {
        if (live is null)
            return new OverwriteVerdict.Allowed("no live workflow has this name");
        var differences = Differences(live, requested);
        if (differences.Count == 0)
            return new OverwriteVerdict.Allowed("the live workflow is the requested one");
        if (requested.Override)
            return new OverwriteVerdict.Allowed($"the live workflow differs in {Places(differences.Count)}; the descriptor says 'override: true'");
        if (requested.DataProduct.IsDevelopment)
            return Refused($"The live workflow '{requested.ObjectName}' is not the one in the descriptor, and in the environment '{requested.DataProduct.Environment}' people change workflows by hand.", differences);
        return Empties(requested.Settings, live.Settings)
            ? Refused($"The descriptor's workflow is empty, the live workflow '{requested.ObjectName}' is not.", differences)
            : new OverwriteVerdict.Allowed($"the live workflow differs in {Places(differences.Count)} and is brought to the descriptor's, as outside development");
    }

    /// <summary>What differs, without what the server sets and with references compared by name.</summary>
    public static IReadOnlyList<WorkflowDifference> Differences(LiveWorkflow live, WorkflowComponent requested)
    {
        var references = new WorkflowReferenceIndex(requested.References);
        return [.. WorkflowDifference.Between(
            WorkflowForm.Of(live.Settings, place => live.NamesById.GetValueOrDefault((place.Type, place.Id))),
            WorkflowForm.Of(requested.Settings, place => references.Of(place)?.Name))];
    }

    /// <summary>
    /// Would nothing be left of what was drawn? A request is empty without tasks, whatever it says of the job around them, and templates write every other
    /// setting with nothing in it.
    /// </summary>
    private static bool Empties(JsonObject requested, JsonObject live) =>
        !HasTasks(requested) && (HasTasks(live) || WorkflowForm.Of(requested, _ => null).All(setting => ServerDefaults.IsDefault(setting.Key, setting.Value)));

    private static bool HasTasks(JsonObject settings) => settings["tasks"] is JsonArray { Count: > 0 };

    private static OverwriteVerdict.Refused Refused(string why, IReadOnlyList<WorkflowDifference> differences)
    {
        var message = new StringBuilder(why)
            .Append(" Run reverse provisioning of the workflow to take the live one into the descriptor, or set 'override: true' to overwrite it. It differs in ")
            .Append(Places(differences.Count)).Append(':');
        foreach (var difference in differences.Take(MaxListed))
            message.Append("\n- ").Append(difference);
        if (differences.Count > MaxListed)
            message.Append($"\n… and {differences.Count - MaxListed} more.");
        return new OverwriteVerdict.Refused(message.ToString(), differences);
    }

    private static string Places(int count) => count == 1 ? "1 place" : $"{count} places";
}

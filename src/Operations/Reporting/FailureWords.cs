using System.Text.RegularExpressions;
using Provisioner.Operations.Engine;
using Pulumi.Automation;

namespace Provisioner.Operations.Reporting;

/// <summary>
/// The one place that reads what engine and providers say about failures: which object, what happened, what to do, and whether it was a race.
/// Forms of the messages: F9 and the recordings of failing operations.
/// </summary>
internal static partial class FailureWords
{
    private const int LongestMessage = 1500;

    public static EngineFailure? Of(IReadOnlyList<(string Urn, OperationType Op, string? Words)> failed, IReadOnlyDictionary<string, List<string>> messages)
    {
        var sentences = new List<string>();
        var told = new List<string>();
        foreach (var (urn, op, words) in failed)
        {
            var message = Telling(messages.GetValueOrDefault(urn) ?? []);
            told.Add(message);
            sentences.Add($"The {words ?? ObjectWords.Describe(urn)} could not be {Participle(op)}: {Ended(message)}");
        }

        // Checks fail without a step, and so does the program itself. When something of a resource failed, the program's other calls fail with it: the official
        // SDK then says so, of no resource, with a stack trace.
        var isOfResources = failed.Count > 0 || messages.Keys.Any(urn => urn.Length > 0);
        foreach (var (urn, ofUrn) in messages)
        {
            if (failed.Any(one => one.Urn == urn) || Telling(ofUrn) is not { Length: > 0 } message || IsGeneral(message) || (urn.Length == 0 && isOfResources))
                continue;
            told.Add(message);
            sentences.Add(urn.Length > 0 ? $"The {ObjectWords.Describe(urn)} is not right: {Ended(message)}" : Ended(message));
        }

        if (sentences.Count == 0)
            return null;
        var kind = failed.Count > 0 && told.TrueForAll(IsRace) ? EngineFailureKind.AlreadyExists : EngineFailureKind.Other;
        return new EngineFailure(kind, string.Join(' ', sentences.Append(WhatToDo(told)).Distinct(StringComparer.Ordinal)));
    }

    /// <summary>Without the frames that the provider's bridge and the engine put around the sentence.</summary>
    public static string Clean(string message)
    {
        var lines = message.Split('\n').Select(line => line.Trim()).Select(line => line.StartsWith("* ", StringComparison.Ordinal) ? line[2..] : line)
            .Select(line => StepPrefix().Replace(line, ""))
            .Where(line => line.Length > 0 && !ErrorCount().IsMatch(line));
        var text = string.Join(' ', lines);
        text = text.TrimEnd();
        return text.Length > LongestMessage ? text[..LongestMessage] + "…" : text;
    }

    /// <summary>The bridge logs a failure once more with the place in its source.</summary>
    private static string Telling(IReadOnlyList<string> messages)
    {
        var candidates = messages.Where(message => message.Length > 0 && !message.Contains("sdk.helper_schema", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToArray();
        return string.Join(" ", candidates.Length > 0 ? candidates : messages.Take(1));
    }

    private static bool IsGeneral(string message) => message is "update failed" or "preview failed" or "destroy failed" or "refresh failed";

    private static bool IsRace(string message) => Race().IsMatch(message);

    private static string Ended(string message) =>
        message.Length == 0 ? "the provider gave no reason." : message[^1] is '.' or '!' or '?' or '…' ? message : message + ".";

    private static string Participle(OperationType op) => op switch
    {
        OperationType.Create or OperationType.CreateReplacement or OperationType.Replace => "created",
        OperationType.Delete or OperationType.DeleteReplaced => "deleted",
        OperationType.Import or OperationType.ImportReplacement => "taken over",
        OperationType.Refresh or OperationType.Read => "read",
        _ => "updated",
    };

    private static string WhatToDo(IReadOnlyList<string> messages)
    {
        var all = string.Join(' ', messages);
        if (Unauthenticated().IsMatch(all))
            return "Check the credentials that the service is configured with.";
        if (Forbidden().IsMatch(all))
            return "Give the deploy user the right that is missing, then try again.";
        if (IsRace(all))
            return "Somebody else made the same thing meanwhile: try again.";
        if (Passing().IsMatch(all))
            return "This may pass: try again in some minutes.";
        return "What was done before is kept: correct the descriptor or the settings and try again.";
    }

    [GeneratedRegex(@"^\d+ errors? occurred:$", RegexOptions.NonBacktracking)]
    private static partial Regex ErrorCount();

    [GeneratedRegex(@"(creating|updating|deleting|importing|refreshing|reading|diffing|checking) urn:pulumi:\S+: ", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StepPrefix();

    [GeneratedRegex("already exists|ALREADY_EXISTS|RESOURCE_CONFLICT", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Race();

    [GeneratedRegex(@"\b401\b|UNAUTHENTICATED|invalid access token|cannot configure default credentials|unauthorized", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Unauthenticated();

    [GeneratedRegex(@"\b403\b|PERMISSION_DENIED|does not have permission|not authorized|is not permitted", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Forbidden();

    [GeneratedRegex(@"\b(429|500|502|503|504)\b|timed? ?out|temporarily|connection (refused|reset)|REQUEST_LIMIT_EXCEEDED|TEMPORARILY_UNAVAILABLE", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Passing();
}

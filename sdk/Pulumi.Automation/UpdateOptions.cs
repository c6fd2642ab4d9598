using Pulumi.Automation.Events;

namespace Pulumi.Automation;

/// <summary>What all operations can be told.</summary>
public class UpdateOptions
{
    /// <summary>How many resources are worked on side by side.</summary>
    public int? Parallel { get; set; }

    /// <summary>A note for the history.</summary>
    public string? Message { get; set; }

    /// <summary>URNs of the only resources to work on.</summary>
    public List<string>? Target { get; set; }

    /// <summary>URNs of resources to leave alone.</summary>
    public List<string>? Exclude { get; set; }

    public List<string>? PolicyPacks { get; set; }

    public List<string>? PolicyPackConfigs { get; set; }

    /// <summary>Gets each line of the output.</summary>
    public Action<string>? OnStandardOutput { get; set; }

    public Action<string>? OnStandardError { get; set; }

    /// <summary>Gets each event, in order.</summary>
    public Action<EngineEvent>? OnEvent { get; set; }

    /// <summary>always, never, raw or auto.</summary>
    public string? Color { get; set; }

    public bool? LogFlow { get; set; }

    public int? LogVerbosity { get; set; }

    public bool? LogToStdErr { get; set; }

    public string? Tracing { get; set; }

    public bool? Debug { get; set; }

    public bool? Json { get; set; }

    /// <summary>Configuration from this file instead of the stack's own.</summary>
    public string? ConfigFile { get; set; }

    public string? Profiling { get; set; }
}

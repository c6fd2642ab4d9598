using Microsoft.Extensions.Logging;

namespace Pulumi.Automation;

/// <summary>How a workspace is set up.</summary>
public class LocalWorkspaceOptions
{
    /// <summary>Folder of project and stack files; without it a temporary one is made, and deleted with the workspace.</summary>
    public string? WorkDir { get; set; }

    /// <summary>Folder of the CLI's own files (<c>PULUMI_HOME</c>).</summary>
    public string? PulumiHome { get; set; }

    /// <summary>What runs the CLI's verbs; without it the <c>pulumi</c> executable on the path does.</summary>
    public Commands.PulumiCommand? PulumiCommand { get; set; }

    /// <summary>Secrets provider of stacks that this workspace creates.</summary>
    public string? SecretsProvider { get; set; }

    /// <summary>The inline program; without it the program of the project in <see cref="WorkDir"/> is run.</summary>
    public PulumiFn? Program { get; set; }

    /// <summary>Gets what the inline program logs.</summary>
    public ILogger? Logger { get; set; }

    /// <summary>Environment of every command, on top of the command's own.</summary>
    public IDictionary<string, string?>? EnvironmentVariables { get; set; }

    /// <summary>Written to <see cref="WorkDir"/> if there is no project file.</summary>
    public ProjectSettings? ProjectSettings { get; set; }

    /// <summary>By stack; written to <see cref="WorkDir"/>.</summary>
    public IDictionary<string, StackSettings>? StackSettings { get; set; }
}

using System.Text;
using Provisioner.EmbeddedEngine.Backend;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>What a verb works with: its command line, its surroundings, and the project, backend and stack that they name.</summary>
internal sealed class CommandContext(PulumiInvocation invocation, CommandLine line)
{
    private bool _projectRead;
    private ProjectFile? _project;
    private FileBackend? _backend;

    public PulumiInvocation Invocation => invocation;

    public CommandLine Line => line;

    public TextWriter Output => invocation.Output;

    public TextWriter Error => invocation.Error;

    public string WorkingDirectory { get; } = Path.GetFullPath(line.Text("cwd") ?? ".", invocation.WorkingDirectory);

    public ProjectFile? Project
    {
        get
        {
            if (!_projectRead)
                (_project, _projectRead) = (ProjectFile.Find(WorkingDirectory), true);
            return _project;
        }
    }

    public ProjectFile RequiredProject => Project ?? throw new CliException(
        $"no Pulumi.yaml project file found (searching upwards from {WorkingDirectory}). If you have not created a project yet, use `pulumi new` to do so");

    public FileBackend Backend => _backend ??= FileBackend.Open(BackendLocation.Parse(BackendUrl(), WorkingDirectory, invocation.Environment));

    public string? Environment(string name) => invocation.Environment.TryGetValue(name, out var value) ? value : null;

    public bool EnvironmentFlag(string name) => Environment(name) is { } value && value is "1" or "true" or "TRUE" or "True";

    /// <summary>The stack of <c>--stack</c>, of the argument, or the selected one. It must exist.</summary>
    public StackReference RequireStack(string? argument = null)
    {
        if (argument is not null && line.Has("stack"))
            throw new CliException("only one of --stack or argument stack name may be specified, not both");
        var name = argument ?? line.Text("stack") ?? Environment("PULUMI_STACK") ?? SelectedStack.Read(this);
        if (string.IsNullOrEmpty(name))
            throw new CliException("no stack selected; please use `pulumi stack select` or `pulumi stack init` to choose one", ExitCodes.StackNotFound);
        var stack = StackReference.Parse(name, Project?.Name);
        if (!Backend.Exists(stack))
            throw CliException.StackNotFound(name);
        return stack;
    }

    public StackConfigFile LoadConfig(StackReference stack)
    {
        var path = line.Text("config-file") is { } file ? Path.GetFullPath(file, WorkingDirectory) : RequiredProject.ConfigPath(stack.Name);
        return StackConfigFile.Load(path);
    }

    /// <summary>One JSON document, indented, and a line break.</summary>
    public void PrintJson(Action<GoJsonWriter> write, int indent = 2)
    {
        var writer = new GoJsonWriter(indent);
        write(writer);
        Output.Write(Encoding.UTF8.GetString(writer.Written.Span));
        Output.Write('\n');
    }

    public void Print(string text)
    {
        Output.Write(text);
        Output.Write('\n');
    }

    public void PrintError(string text)
    {
        Error.Write(text);
        Error.Write('\n');
    }

    private string BackendUrl()
    {
        var url = Environment("PULUMI_BACKEND_URL");
        if (string.IsNullOrEmpty(url))
            url = Project?.BackendUrl;
        if (string.IsNullOrEmpty(url))
            url = Credentials.Current(this);
        return string.IsNullOrEmpty(url)
            ? throw new CliException("PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions: this engine keeps state in a folder only, name it with PULUMI_BACKEND_URL=file://…, in Pulumi.yaml (backend.url) or with `pulumi login file://…`")
            : url;
    }
}

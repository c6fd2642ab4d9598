using Provisioner.Descriptors;

namespace Provisioner.Api.Settings;

/// <summary>Section <c>Descriptors</c>. A list that is given replaces the default one.</summary>
internal sealed class DescriptorOptions
{
    public List<string>? JobTemplates { get; set; }

    public List<string>? WorkflowTemplates { get; set; }

    public List<string>? PipelineTemplates { get; set; }

    public List<string>? OutputPortTemplates { get; set; }

    /// <summary>Regular expressions for the host names of workspaces, by cloud.</summary>
    public List<string>? AzureHosts { get; set; }

    public List<string>? AwsHosts { get; set; }

    public List<string>? GcpHosts { get; set; }

    public string? DevelopmentEnvironment { get; set; }

    public string? QaEnvironment { get; set; }

    public string? ProductionEnvironment { get; set; }

    public string? DefaultMetastore { get; set; }

    public DescriptorSettings ToSettings()
    {
        var defaults = new DescriptorSettings();
        return new DescriptorSettings
        {
            JobTemplates = JobTemplates ?? defaults.JobTemplates,
            WorkflowTemplates = WorkflowTemplates ?? defaults.WorkflowTemplates,
            PipelineTemplates = PipelineTemplates ?? defaults.PipelineTemplates,
            OutputPortTemplates = OutputPortTemplates ?? defaults.OutputPortTemplates,
            AzureHosts = AzureHosts ?? defaults.AzureHosts,
            AwsHosts = AwsHosts ?? defaults.AwsHosts,
            GcpHosts = GcpHosts ?? defaults.GcpHosts,
            DevelopmentEnvironment = DevelopmentEnvironment ?? defaults.DevelopmentEnvironment,
            QaEnvironment = QaEnvironment ?? defaults.QaEnvironment,
            ProductionEnvironment = ProductionEnvironment ?? defaults.ProductionEnvironment,
            DefaultMetastore = DefaultMetastore,
        };
    }

    private IEnumerable<string> TemplateProblems()
    {
        var settings = ToSettings();
        (string Name, IReadOnlyList<string> Templates)[] lists =
            [(nameof(JobTemplates), settings.JobTemplates), (nameof(WorkflowTemplates), settings.WorkflowTemplates), (nameof(PipelineTemplates), settings.PipelineTemplates)];
        foreach (var (name, templates) in lists.Append((nameof(OutputPortTemplates), settings.OutputPortTemplates)))
        {
            if (templates.Any(string.IsNullOrWhiteSpace))
                yield return $"Descriptors:{name} holds an empty name.";
        }

        // Output ports are told apart by their kind.
        foreach (var same in lists.SelectMany(list => list.Templates.Distinct(StringComparer.Ordinal).Select(template => (list.Name, template))).GroupBy(one => one.template, StringComparer.Ordinal))
        {
            if (same.Count() > 1 && !string.IsNullOrWhiteSpace(same.Key))
                yield return $"'{same.Key}' is in {string.Join(" and ", same.Select(one => $"Descriptors:{one.Name}"))}: a template belongs to one kind of component.";
        }
    }

    /// <summary>Patterns that are no regular expressions of the non-backtracking kind, and templates that do not tell the kind of a component.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var problem in TemplateProblems())
            yield return problem;
        foreach (var (name, patterns) in new[] { ("AzureHosts", AzureHosts), ("AwsHosts", AwsHosts), ("GcpHosts", GcpHosts) })
        {
            foreach (var pattern in patterns ?? [])
            {
                string? fault = null;
                try
                {
                    _ = new System.Text.RegularExpressions.Regex(pattern, System.Text.RegularExpressions.RegexOptions.NonBacktracking);
                }
                catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
                {
                    fault = failure.Message;
                }

                if (fault is not null)
                    yield return $"Descriptors:{name} holds '{pattern}', which is no regular expression: {fault}";
            }
        }
    }
}

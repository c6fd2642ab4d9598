using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Names;
using Provisioner.Descriptors.Problems;
using Provisioner.Descriptors.Yaml;

namespace Provisioner.Descriptors.Reading;

/// <summary>A descriptor's text with its component found: what the strict and the lenient reading have in common.</summary>
internal sealed record DescriptorDocument
{
    public required ComponentId Id { get; init; }

    public required ComponentKind Kind { get; init; }

    public required string Environment { get; init; }

    public required Fields DataProduct { get; init; }

    public required Fields Component { get; init; }

    /// <summary>Null when ids, kind or environment are wrong; the problems then say how.</summary>
    public static DescriptorDocument? Open(string text, DescriptorSettings settings, ProblemList problems)
    {
        var yaml = YamlTreeReader.Read(text);
        if (!yaml.Succeeded)
        {
            problems.Add(Problem.WholeDescriptor, yaml.Problem);
            return null;
        }

        if (yaml.Root is not YamlMapping root)
        {
            problems.Add(Problem.WholeDescriptor, $"must be a map of fields, but is {yaml.Root.Description}.");
            return null;
        }

        var fields = new Fields(root, string.Empty, problems);
        var idText = fields.RequiredText("componentIdToProvision", 1000);
        if (!ComponentId.TryParse(idText, out var id) && idText.Length > 0)
            fields.Problem("componentIdToProvision", $"'{idText}' is no component id: 'urn:dmb:cmp:<domain>:<data product>:<major version>:<component>'.");
        var dataProduct = fields.RequiredSection("dataProduct");
        var environment = dataProduct.RequiredText("environment");
        if (dataProduct.IsMissing || id is null || Find(dataProduct, id, problems) is not { } component)
            return null;
        var kind = KindOf(component, settings);
        return kind is null || environment.Length == 0
            ? null
            : new DescriptorDocument { Id = id, Kind = kind.Value, Environment = environment, DataProduct = dataProduct, Component = component };
    }

    private static Fields? Find(Fields dataProduct, ComponentId id, ProblemList problems)
    {
        if (!dataProduct.Has("components"))
            return dataProduct.Missing<Fields?>("components", null);
        // Other components are not this request's business: only their ids are looked at, and none of their faults is reported.
        var wanted = id.ToString();
        var found = dataProduct.Items("components")
            .Where(item => item.Node is YamlMapping mapping && mapping.Find("id") is YamlScalar { Text: var text } && text == wanted)
            .Select(item => new Fields((YamlMapping)item.Node, item.Path, problems))
            .ToList();
        if (found.Count == 1)
            return found[0];
        if (found.Count > 1)
            problems.Add(found[1].PathOf("id"), $"'{wanted}' is the id of {found.Count} components.");
        else if (dataProduct.Find("components") is YamlSequence)
            problems.Add("componentIdToProvision", $"'{wanted}' is not among the data product's components.");
        return null;
    }

    private static ComponentKind? KindOf(Fields component, DescriptorSettings settings)
    {
        var kind = component.RequiredText("kind");
        var template = component.RequiredText("useCaseTemplateId", 1000);
        if (kind.Length == 0 || template.Length == 0)
            return null;
        var isOutputPort = string.Equals(kind, "outputport", StringComparison.OrdinalIgnoreCase);
        if (!isOutputPort && !string.Equals(kind, "workload", StringComparison.OrdinalIgnoreCase))
        {
            component.Problem("kind", $"must be workload or outputport, but is '{kind}'.");
            return null;
        }

        if (TemplateIds.KindOf(template, settings) is { } found && found == ComponentKind.OutputPort == isOutputPort)
            return found;
        var supported = isOutputPort ? settings.OutputPortTemplates : settings.JobTemplates.Concat(settings.WorkflowTemplates).Concat(settings.PipelineTemplates);
        component.Problem("useCaseTemplateId", $"'{template}' is none of the supported templates of this kind of component: {string.Join(", ", supported)}.");
        return null;
    }
}

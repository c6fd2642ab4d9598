using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Names;
using Provisioner.Descriptors.Subjects;
using Provisioner.Descriptors.Workspaces;

namespace Provisioner.Descriptors.Reading;

/// <summary>Reads what every kind of component has.</summary>
internal static class CommonReader
{
    public static DataProduct? DataProduct(DescriptorDocument document, DescriptorSettings settings)
    {
        var fields = document.DataProduct;
        var owner = SubjectOf(fields, "dataProductOwner", Subject.Parse);
        var group = SubjectOf(fields, "devGroup", Subject.ParseGroup) as GroupSubject;
        if (owner is null || group is null)
            return null;
        return new DataProduct
        {
            Id = fields.OptionalText("id", 1000, asWritten: true) ?? string.Empty,
            Name = fields.OptionalText("name", asWritten: true) ?? document.Id.DataProduct,
            Domain = fields.OptionalText("domain", asWritten: true) ?? document.Id.Domain,
            Version = fields.OptionalText("version", asWritten: true) ?? document.Id.MajorVersion,
            Environment = document.Environment,
            IsDevelopment = settings.IsDevelopment(document.Environment),
            Owner = owner,
            DevelopmentGroup = group,
        };
    }

    public static string Description(DescriptorDocument document) => document.Component.LongText("description", asWritten: true) ?? string.Empty;

    public static string DisplayName(DescriptorDocument document) => document.Component.OptionalText("name", asWritten: true) ?? document.Id.Component;

    /// <summary>The workspace under <paramref name="field"/>, the data product's own when it is left out; null after a problem.</summary>
    public static WorkspaceReference? Workspace(Fields specific, string field, DescriptorDocument document, DescriptorSettings settings)
    {
        var text = specific.OptionalText(field);
        if (text is { Length: 0 })
            return null;
        var leftOut = NameRules.IsLeftOut(text);
        var reading = WorkspaceReference.Parse(leftOut ? NameRules.DataProductName(document.Id) : text!, settings);
        if (!reading.Succeeded)
            specific.Problem(field, leftOut ? $"is required here, because the default name cannot be used: {reading.Problem}" : reading.Problem);
        return reading.Workspace;
    }

    /// <summary>The metastore that a managed workspace needs.</summary>
    public static string? Metastore(Fields specific, WorkspaceReference? managedCandidate, DescriptorSettings settings)
    {
        var metastore = specific.OptionalText("metastore");
        if (managedCandidate is not ManagedWorkspace)
            return metastore;
        return metastore ?? settings.DefaultMetastore ?? specific.Missing<string?>("metastore", null);
    }

    /// <summary>A name that the descriptor may leave out.</summary>
    public static string NameOr(Fields fields, string field, string defaultName)
    {
        var text = fields.OptionalText(field);
        if (!NameRules.IsLeftOut(text) || text is { Length: 0 })
            return text!;
        if (defaultName.Length is 0 or > Fields.NameLength)
            fields.Problem(field, "is required here, because no default name can be made of the component's id and environment.");
        return defaultName;
    }

    private static Subject? SubjectOf(Fields fields, string field, Func<string, SubjectReading> parse)
    {
        var text = fields.RequiredText(field);
        if (text.Length == 0)
            return null;
        var reading = parse(text);
        if (!reading.Succeeded)
            fields.Problem(field, reading.Problem);
        return reading.Subject;
    }
}

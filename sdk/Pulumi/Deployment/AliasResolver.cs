using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Former identities of resources in the two forms of the protocol: specifications, and for older engines URNs.</summary>
internal static class AliasResolver
{
    public static async Task<ImmutableArray<Pulumirpc.Alias>> ToSpecsAsync(Resource resource)
    {
        var specs = ImmutableArray.CreateBuilder<Pulumirpc.Alias>();
        foreach (var input in resource.Aliases)
        {
            // An alias that is not known yet names nothing that is in the state.
            var alias = await input.ToOutput().GetValueAsync(whenUnknown: null!).ConfigureAwait(false);
            if (alias is not null)
                specs.Add(await ToSpecAsync(alias).ConfigureAwait(false));
        }

        return specs.ToImmutable();
    }

    /// <summary>All former URNs, those included that come from the parents' aliases.</summary>
    public static async Task<ImmutableArray<string>> ToUrnsAsync(Resource resource)
    {
        var urns = new List<string>();
        foreach (var output in AllUrns(resource))
        {
            if (await output.GetValueAsync(whenUnknown: "").ConfigureAwait(false) is { Length: > 0 } urn && !urns.Contains(urn, StringComparer.Ordinal))
                urns.Add(urn);
        }

        return [.. urns];
    }

    private static async Task<Pulumirpc.Alias> ToSpecAsync(Alias alias)
    {
        if (alias.Urn is not null)
            return new Pulumirpc.Alias { Urn = Checked(alias).Urn };
        var spec = new Pulumirpc.Alias.Types.Spec
        {
            Name = await TextAsync(alias.Name).ConfigureAwait(false),
            Type = await TextAsync(alias.Type).ConfigureAwait(false),
            Stack = await TextAsync(alias.Stack).ConfigureAwait(false),
            Project = await TextAsync(alias.Project).ConfigureAwait(false),
        };
        Checked(alias);
        if ((alias.Parent?.Urn ?? alias.ParentUrn?.ToOutput()) is { } parent)
        {
            if (await TextAsync(parent).ConfigureAwait(false) is { Length: > 0 } urn)
                spec.ParentUrn = urn;
        }
        else if (alias.NoParent)
        {
            spec.NoParent = true;
        }

        return new Pulumirpc.Alias { Spec = spec };
    }

    private static Task<string> TextAsync(Input<string>? input) => input is null ? Task.FromResult("") : input.ToOutput().GetValueAsync(whenUnknown: "");

    private static IEnumerable<Output<string>> AllUrns(Resource resource)
    {
        var (name, type) = (resource.GetResourceName(), resource.GetResourceType());
        var own = resource.Aliases.Select(alias => ToUrn(alias, name, type, resource.Parent)).ToArray();
        if (resource.Parent is not { } parent)
            return own;
        var parentName = parent.GetResourceName();
        return own.Concat(AllUrns(parent).SelectMany(parentUrn => own
            .Select(urn => urn.Apply(former => UnderParent(Urn.NameOf(former), Urn.TypeOf(former), parentName, parentUrn)))
            .Prepend(UnderParent(name, type, parentName, parentUrn))));
    }

    private static Output<string> ToUrn(Input<Alias> alias, string name, string type, Resource? parent)
        => alias.Apply(given => Checked(given) switch
        {
            { Urn: { } urn } => Output.Create(urn),
            { NoParent: true } => Urn.Create(given.Name ?? name, given.Type ?? type, null, null, given.Project, given.Stack),
            { ParentUrn: { } parentUrn } => Urn.Create(given.Name ?? name, given.Type ?? type, null, parentUrn, given.Project, given.Stack),
            _ => Urn.Create(given.Name ?? name, given.Type ?? type, given.Parent ?? parent, null, given.Project, given.Stack),
        });

    // A child is often called after its parent; it then had the parent's former name in its own.
    private static Output<string> UnderParent(string name, string type, string parentName, Output<string> parentUrn)
        => parentUrn.Apply(urn => Urn.Create(
            name.StartsWith(parentName, StringComparison.Ordinal) ? Urn.NameOf(urn) + name[parentName.Length..] : name, type, parent: null, parentUrn: urn));

    private static Alias Checked(Alias alias)
    {
        object?[] parts = [alias.Name, alias.Type, alias.Project, alias.Stack, alias.Parent, alias.ParentUrn];
        if (alias.Urn is not null && (alias.NoParent || Array.Exists(parts, part => part is not null)))
            throw new ArgumentException($"{nameof(Alias)} should not specify both {nameof(Alias.Urn)} and parts of one.", nameof(alias));
        if (new[] { alias.Parent is not null, alias.ParentUrn is not null, alias.NoParent }.Count(given => given) > 1)
        {
            throw new ArgumentException(
                $"Only specify one of '{nameof(Alias.Parent)}', '{nameof(Alias.ParentUrn)}' or '{nameof(Alias.NoParent)}' in an {nameof(Alias)}", nameof(alias));
        }

        return alias;
    }
}

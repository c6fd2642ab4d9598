namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>Finds the state of a declared resource, under its own name or one that it had.</summary>
internal sealed class AliasResolver(OperationRequest request, BaseState baseState, PlanLedger ledger, ProviderRegistry providers, OperationEvents events)
{
    /// <param name="alias">The name in the state, when it is another; else empty.</param>
    /// <param name="isValid">False when two resources claim the same state; that has been said.</param>
    public ResourceEntry? Find(string urn, string name, string type, string parent, IReadOnlyList<AliasGoal> aliases, out string alias, out bool isValid)
    {
        alias = "";
        isValid = true;
        if (ledger.NewNames.TryGetValue(urn, out var claimedBy))
        {
            isValid = false;
            events.Error(urn, $"Duplicate resource URN '{urn}' conflicting with alias on resource with URN '{claimedBy}'");
        }

        if (baseState.Find(urn) is { } own)
        {
            return own;
        }

        foreach (var candidate in Candidates(name, type, parent, aliases))
        {
            if (baseState.Find(candidate) is not { } old)
            {
                continue;
            }

            if (ledger.Declared.Contains(candidate) && candidate != urn)
            {
                isValid = false;
                events.Error(urn, $"Duplicate resource alias '{candidate}' applied to resource with URN '{urn}' conflicting with resource with URN '{urn}'");
            }

            if (ledger.NewNames.TryGetValue(candidate, out var other))
            {
                isValid = false;
                events.Error(urn, $"Duplicate resource alias '{candidate}' applied to resource with URN '{urn}' conflicting with resource with URN '{other}'");
            }

            ledger.NewNames[candidate] = urn;
            ledger.OldNames[urn] = candidate;
            providers.Rename(urn, candidate);
            alias = candidate;
            return old;
        }

        return null;
    }

    /// <summary>The names of the resource's own aliases, and those that follow from its parent having had another name.</summary>
    private IEnumerable<string> Candidates(string name, string type, string parent, IReadOnlyList<AliasGoal> aliases)
    {
        foreach (var alias in aliases)
        {
            yield return Resolve(name, type, parent, alias);
        }

        if (parent.Length == 0 || !ledger.OldNames.TryGetValue(parent, out var oldParent))
        {
            yield break;
        }

        yield return Inherited(type, name, parent, oldParent);
        foreach (var alias in aliases)
        {
            var own = Resolve(name, type, parent, alias);
            yield return Inherited(Urn.Type(own), Urn.Name(own), parent, oldParent);
        }
    }

    private string Resolve(string name, string type, string resourceParent, AliasGoal alias)
    {
        if (!string.IsNullOrEmpty(alias.Urn))
        {
            return alias.Urn;
        }

        var parent = string.IsNullOrEmpty(alias.ParentUrn) ? resourceParent : ledger.OldNames.GetValueOrDefault(alias.ParentUrn, alias.ParentUrn);
        if (alias.NoParent)
        {
            parent = "";
        }

        return Urn.Create(
            string.IsNullOrEmpty(alias.Stack) ? request.Stack : alias.Stack,
            string.IsNullOrEmpty(alias.Project) ? request.Project : alias.Project,
            parent,
            string.IsNullOrEmpty(alias.Type) ? type : alias.Type,
            string.IsNullOrEmpty(alias.Name) ? name : alias.Name);
    }

    /// <summary>A child whose name begins with its parent's is taken to have been named after it.</summary>
    private string Inherited(string type, string name, string parent, string oldParent)
    {
        var parentName = Urn.Name(parent);
        var oldName = name.StartsWith(parentName, StringComparison.Ordinal) ? Urn.Name(oldParent) + name[parentName.Length..] : name;
        var oldParentType = Urn.QualifiedType(oldParent);
        return Urn.CreateQualified(request.Stack, request.Project, oldParentType == Urn.RootStackType ? type : $"{oldParentType}${type}", oldName);
    }
}

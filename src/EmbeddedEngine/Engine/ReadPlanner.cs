using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Engine.Steps;
using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>Plans what a program reads without managing it.</summary>
internal sealed class ReadPlanner(OperationRequest request, PlanLedger ledger, AliasResolver aliases, OperationEvents events, RunControl control)
{
    public Plan Plan(ReadGoal goal)
    {
        var urn = Urn.Create(request.Stack, request.Project, goal.Parent, goal.Type, goal.Name);
        if (goal.Parent.Length > 0 && !ledger.Declared.Contains(goal.Parent))
        {
            return Refuse(urn, $"could not find parent resource {goal.Parent}");
        }

        if (!ledger.Declared.Add(urn))
        {
            return Refuse(urn, $"Duplicate resource URN '{urn}'; try giving it a unique name");
        }

        if (goal.Id.Length == 0)
        {
            return Refuse(urn, $"Expected an ID for {urn}");
        }

        var old = aliases.Find(urn, goal.Name, goal.Type, goal.Parent, [], out var alias, out _);
        var entry = new ResourceEntry(new ResourceState
        {
            Urn = urn,
            Type = goal.Type,
            Custom = true,
            External = true,
            Id = goal.Id,
            Inputs = goal.Properties,
            Parent = goal.Parent,
            Provider = goal.Provider,
            Dependencies = goal.Dependencies,
            AdditionalSecretOutputs = goal.AdditionalSecretOutputs,
            Aliases = alias.Length > 0 ? [alias] : [],
        });

        if (request.IsProgramDestroy)
        {
            ledger.ToDelete.Add(entry);
        }

        // An object of ours under this name, and another one: ours has to go. The same object is merely let go of (F12).
        if (old is { State.External: false } && old.State.Id != goal.Id)
        {
            ledger.Replaces.Add(urn);
            return new Plan.Run([new ReadStep(old, entry, isReplacement: true), new ReplaceStep(old, entry)]);
        }

        ledger.Reads.Add(urn);
        return new Plan.Run(ImmutableArray.Create<Step>(new ReadStep(old, entry, isReplacement: false)));
    }

    private Plan.Refused Refuse(string urn, string message)
    {
        events.Error(urn, message);
        control.Refuse();
        return new Plan.Refused();
    }
}

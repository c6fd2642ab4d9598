using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.State;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>What makes a replacement of a resource without its provider being asked about its properties.</summary>
internal sealed class ReplacementReasons(BaseState baseState, PlanLedger ledger, TargetFilter targets, ProviderRegistry providers)
{
    /// <summary>The one reason that is no property of the resource: events name none for it.</summary>
    public const string Trigger = "";

    /// <returns>The reason, as events name it among the properties, or null; or why it cannot be told.</returns>
    public async Task<(string? Reason, string? Failure)> FindAsync(ResourceState old, ResourceState @new, CancellationToken cancellationToken)
    {
        if (IsTriggered(old.ReplacementTrigger, @new.ReplacementTrigger))
        {
            return (Trigger, null);
        }

        if (targets.IsReplaceTarget(@new.Urn, old))
        {
            return ("id", null);
        }

        if (@new.ReplaceWith.Any(ledger.Replaces.Contains))
        {
            return ("replaceWith", null);
        }

        if (@new.DeletedWith.Length > 0 && ledger.Replaces.Contains(@new.DeletedWith))
        {
            return ("deletedWith", null);
        }

        if (old.Provider == @new.Provider)
        {
            return (null, null);
        }

        var (changed, failure) = await ProviderChangedAsync(old.Provider, @new.Provider, cancellationToken).ConfigureAwait(false);
        return (changed ? "provider" : null, failure);
    }

    /// <summary>Whoever gives or takes away the trigger has not pulled it.</summary>
    private static bool IsTriggered(PropertyValue? old, PropertyValue? @new) =>
        old?.ContainsUnknown() is true || @new?.ContainsUnknown() is true || (old is not null && @new is not null && !old.WithoutSecrets().Equals(@new.WithoutSecrets()));

    /// <summary>A resource moves to another provider without a replacement as long as that one can manage what the old one made.</summary>
    private async Task<(bool Changed, string? Failure)> ProviderChangedAsync(string old, string @new, CancellationToken cancellationToken)
    {
        if (!ProviderReference.TryParse(old, out var oldReference) || !ProviderReference.TryParse(@new, out var newReference))
        {
            return (true, null);
        }

        if (ledger.NewNames.GetValueOrDefault(oldReference.Urn) == newReference.Urn)
        {
            return (false, null);
        }

        if (baseState.Find(oldReference.Urn) is not { } oldProvider || !ledger.Providers.TryGetValue(newReference.Urn, out var newProvider))
        {
            return (true, null);
        }

        try
        {
            var diff = await providers.DiffConfigurationAsync(newReference, oldProvider.State, newProvider.State.Inputs, cancellationToken).ConfigureAwait(false);
            return (ResourceDiff.RequiresReplacement(diff), null);
        }
        catch (ProviderException e)
        {
            return (false, e.Message);
        }
    }
}

using Pulumi.Serialization;
using Pulumirpc;

namespace Pulumi;

/// <summary>The requests for prepared resources.</summary>
internal static class RegisterRequests
{
    /// <exception cref="InvalidOperationException">The engine is too old for an option that is used.</exception>
    public static async Task<RegisterResourceRequest> RegisterAsync(
        Deployment deployment, Resource resource, ResourceRegistration registration, PreparedResource prepared)
    {
        var options = registration.Options;
        var request = new RegisterResourceRequest
        {
            Type = resource.GetResourceType(),
            Name = resource.GetResourceName(),
            Parent = prepared.ParentUrn,
            Custom = registration.Custom,
            Remote = registration.Remote,
            Object = prepared.Properties,
            Dependencies = { prepared.Dependencies },
            Provider = prepared.Provider,
            Providers = { prepared.Providers },
            Version = options.Version ?? "",
            PluginDownloadURL = options.PluginDownloadURL ?? "",
            IgnoreChanges = { options.IgnoreChanges },
            ReplaceOnChanges = { options.ReplaceOnChanges },
            HideDiffs = { options.HideDiffs },
            CustomTimeouts = options.CustomTimeouts?.ToWire(),
            AcceptSecrets = true,
            AcceptResources = true,
            SupportsPartialValues = true,
            SupportsResultReporting = true,
            Hooks = new RegisterResourceRequest.Types.ResourceHooksBinding(),
        };
        foreach (var (name, urns) in prepared.PropertyDependencies)
            request.PropertyDependencies[name] = new RegisterResourceRequest.Types.PropertyDependencies { Urns = { urns } };
        if (options.Protect is { } protect)
            request.Protect = protect;
        if (options.RetainOnDelete is { } retain)
            request.RetainOnDelete = retain;
        if (options is CustomResourceOptions custom)
            AddCustomOptions(request, custom);
        await AddAliasesAsync(deployment, request, resource).ConfigureAwait(false);
        await AddRelationsAsync(deployment, request, options).ConfigureAwait(false);
        return request;
    }

    public static ReadResourceRequest Read(Resource resource, string id, ResourceRegistration registration, PreparedResource prepared)
    {
        var request = new ReadResourceRequest
        {
            Id = id,
            Type = resource.GetResourceType(),
            Name = resource.GetResourceName(),
            Parent = prepared.ParentUrn,
            Properties = prepared.Properties,
            Dependencies = { prepared.Dependencies },
            Provider = prepared.Provider,
            Version = registration.Options.Version ?? "",
            PluginDownloadURL = registration.Options.PluginDownloadURL ?? "",
            AcceptSecrets = true,
            AcceptResources = true,
        };
        if (registration.Options is CustomResourceOptions custom)
            request.AdditionalSecretOutputs.AddRange(custom.AdditionalSecretOutputs);
        return request;
    }

    private static void AddCustomOptions(RegisterResourceRequest request, CustomResourceOptions options)
    {
        request.ImportId = options.ImportId ?? "";
        request.AdditionalSecretOutputs.AddRange(options.AdditionalSecretOutputs);
        request.EnvVarMappings.Add(options.EnvVarMappings);
        if (options.DeleteBeforeReplace is not { } deleteFirst)
            return;

        // The engine has a default of its own, so that false and absent differ.
        request.DeleteBeforeReplace = deleteFirst;
        request.DeleteBeforeReplaceDefined = true;
    }

    private static async Task AddAliasesAsync(Deployment deployment, RegisterResourceRequest request, Resource resource)
    {
        var specs = await deployment.Features.SupportsAsync(ResourceMonitorFeature.AliasSpecs).ConfigureAwait(false);
        if (!specs)
        {
            request.AliasURNs.AddRange(await AliasResolver.ToUrnsAsync(resource).ConfigureAwait(false));
        }
        else if (!resource.Aliases.IsEmpty)
        {
            request.Aliases.AddRange(await AliasResolver.ToSpecsAsync(resource).ConfigureAwait(false));
            request.AliasSpecs = true;
        }
    }

    private static async Task AddRelationsAsync(Deployment deployment, RegisterResourceRequest request, ResourceOptions options)
    {
        if (options.DeletedWith is { } deletedWith)
        {
            await deployment.Features.RequireAsync(ResourceMonitorFeature.DeletedWith, nameof(options.DeletedWith)).ConfigureAwait(false);
            request.DeletedWith = await deletedWith.Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        }

        if (options.HasReplaceWith && await options.ReplaceWith.ToOutput().GetValueAsync(whenUnknown: []).ConfigureAwait(false) is { IsDefaultOrEmpty: false } others)
        {
            await deployment.Features.RequireAsync(ResourceMonitorFeature.ReplaceWith, nameof(options.ReplaceWith)).ConfigureAwait(false);
            foreach (var other in others)
                request.ReplaceWith.Add(await other.Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false));
        }

        if (options.ReplacementTrigger is { } trigger)
        {
            await deployment.Features.RequireAsync(ResourceMonitorFeature.ReplacementTrigger, nameof(options.ReplacementTrigger)).ConfigureAwait(false);
            request.ReplacementTrigger = await new PropertySerializer(new SerializationOptions { KeepResources = true })
                .SerializeAsync(nameof(options.ReplacementTrigger), trigger).ConfigureAwait(false);
        }
    }
}

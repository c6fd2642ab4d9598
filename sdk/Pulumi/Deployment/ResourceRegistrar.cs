using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;
using Pulumirpc;

namespace Pulumi;

/// <summary>Registers and reads resources, and fills their outputs with the answers.</summary>
internal sealed class ResourceRegistrar(Deployment deployment)
{
    public void Start(Resource resource, ResourceRegistration registration) => deployment.Tasks.Add(CompleteAsync(resource, registration));

    public void StartOutputs(ComponentResource component, Output<IDictionary<string, object?>> outputs)
        => deployment.Tasks.Add(RegisterOutputsAsync(component, outputs));

    private async Task RegisterOutputsAsync(ComponentResource component, Output<IDictionary<string, object?>> outputs)
    {
        var urn = await component.Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        var values = await outputs.GetValueAsync(whenUnknown: ImmutableDictionary<string, object?>.Empty).ConfigureAwait(false);
        var keepResources = await deployment.Features.SupportsAsync(ResourceMonitorFeature.ResourceReferences).ConfigureAwait(false);
        var serialized = await SerializedProperties.SerializeAsync("outputs", values, new SerializationOptions { KeepResources = keepResources }).ConfigureAwait(false);
        await deployment.Monitor.RegisterResourceOutputsAsync(new RegisterResourceOutputsRequest { Urn = urn, Outputs = serialized.Values }).ConfigureAwait(false);
    }

    private async Task CompleteAsync(Resource resource, ResourceRegistration registration)
    {
        try
        {
            var answer = await AskAsync(resource, registration).ConfigureAwait(false);
            Fill(resource, answer);
        }
        catch (Exception exception)
        {
            // Whoever waits for an output of this resource fails with it, instead of waiting for ever.
            foreach (var completion in resource.Completions.Values)
                completion.TryFail(exception);
            throw;
        }
    }

    private async Task<ResourceAnswer> AskAsync(Resource resource, ResourceRegistration registration)
    {
        var options = registration.Options;
        if (options.Urn is { } urn)
            return await GetAsync(urn).ConfigureAwait(false);
        if (options.Id is { } id)
        {
            if (resource is not CustomResource)
                throw new ArgumentException($"{nameof(ResourceOptions)}.{nameof(ResourceOptions.Id)} is only valid for a {nameof(CustomResource)}", nameof(registration));
            // Generated classes pass an empty id for a resource that is not read.
            var known = await id.ToOutput().GetValueAsync(whenUnknown: WireNames.Unknown).ConfigureAwait(false);
            if (!string.IsNullOrEmpty(known))
                return await ReadAsync(resource, known, registration).ConfigureAwait(false);
        }

        var prepared = await PreparedResource.PrepareAsync(deployment, resource, registration).ConfigureAwait(false);
        var request = await RegisterRequests.RegisterAsync(deployment, resource, registration, prepared).ConfigureAwait(false);
        var response = await deployment.Monitor.RegisterResourceAsync(resource, request).ConfigureAwait(false);
        return new ResourceAnswer
        {
            Urn = response.Urn,
            Id = response.Id,
            Outputs = response.Object ?? new Struct(),
            OutputDependencies = response.PropertyDependencies.ToDictionary(
                property => property.Key, property => (IReadOnlyCollection<string>)property.Value.Urns, StringComparer.Ordinal),
            IsIncomplete = response.Result != Result.Success || response.Unknown,
        };
    }

    /// <param name="known">An id that is not known yet is sent as such: the engine then answers that nothing is known.</param>
    private async Task<ResourceAnswer> ReadAsync(Resource resource, string known, ResourceRegistration registration)
    {
        var prepared = await PreparedResource.PrepareAsync(deployment, resource, registration).ConfigureAwait(false);
        var request = RegisterRequests.Read(resource, known, registration, prepared);
        var response = await deployment.Monitor.ReadResourceAsync(resource, request).ConfigureAwait(false);
        return new ResourceAnswer
        {
            Urn = response.Urn,
            Id = known == WireNames.Unknown ? "" : known,
            Outputs = response.Properties ?? new Struct(),
            IsIncomplete = known == WireNames.Unknown,
        };
    }

    /// <summary>Finds a resource that is in the state, in this operation.</summary>
    private async Task<ResourceAnswer> GetAsync(string urn)
    {
        var response = await deployment.Monitor.InvokeAsync(new ResourceInvokeRequest
        {
            Tok = "pulumi:pulumi:getResource",
            Args = new Struct { Fields = { [WireNames.Urn] = Value.ForString(urn) } },
            AcceptResources = true,
        }).ConfigureAwait(false);
        FunctionInvoker.ThrowIfRefused("pulumi:pulumi:getResource", response);
        var fields = response.Return.Fields;
        return new ResourceAnswer
        {
            Urn = fields[WireNames.Urn].StringValue,
            Id = fields.TryGetValue(WireNames.Id, out var id) ? id.StringValue : "",
            Outputs = fields["state"].StructValue,
        };
    }

    private void Fill(Resource resource, ResourceAnswer answer)
    {
        foreach (var (name, completion) in resource.Completions)
        {
            switch (name)
            {
                case WireNames.Urn:
                    completion.CompleteText(answer.Urn, isKnown: true);
                    break;
                case WireNames.Id when resource is CustomResource:
                    completion.CompleteText(answer.Id, isKnown: answer.Id is not ("" or WireNames.Unknown));
                    break;
                default:
                    FillOutput(resource, answer, name, completion);
                    break;
            }
        }
    }

    private void FillOutput(Resource resource, ResourceAnswer answer, string name, OutputCompletion completion)
    {
        if (!answer.Outputs.Fields.TryGetValue(name, out var value))
        {
            // Nothing is said about it: while it may still come it is unknown, else it is empty.
            completion.CompleteWithDefault(isKnown: !deployment.Settings.IsDryRun && !answer.IsIncomplete);
            return;
        }

        var dependencies = answer.OutputDependencies.GetValueOrDefault(name, []).Select(urn => (Resource)new DependencyResource(urn));
        completion.Complete(value, dependencies, $"{resource.GetType().FullName}.{name}", warning => Log.Warn(warning, resource));
    }
}

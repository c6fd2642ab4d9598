using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;
using Pulumirpc;

namespace Pulumi;

/// <summary>Calls functions of providers.</summary>
internal sealed class FunctionInvoker(Deployment deployment)
{
    /// <summary>The result as an output: it depends on what the arguments come from, and is unknown while they are.</summary>
    public async Task<OutputData<T>> InvokeOutputAsync<T>(string token, InvokeArgs? args, InvokeOptions? options)
    {
        var serialized = await SerializeAsync(token, args).ConfigureAwait(false);
        var dependencies = serialized.Dependencies.Values.SelectMany(resources => resources).ToHashSet();
        if (options is InvokeOutputOptions output)
        {
            var explicitly = await output.DependsOn.ToOutput().GetValueAsync(whenUnknown: []).ConfigureAwait(false);
            dependencies.UnionWith(explicitly.IsDefault ? [] : explicitly);
        }

        if (serialized.HasUnknowns || !await AreCreatedAsync(dependencies).ConfigureAwait(false))
            return new OutputData<T>(default!, IsKnown: false, IsSecret: false, [.. dependencies]);
        var data = await CallAsync<T>(token, serialized.Values, options).ConfigureAwait(false);
        return data with { Resources = data.Resources.Union(dependencies) };
    }

    public async Task<T> InvokeAsync<T>(string token, InvokeArgs? args, InvokeOptions? options)
    {
        var serialized = await SerializeAsync(token, args).ConfigureAwait(false);
        return (await CallAsync<T>(token, serialized.Values, options).ConfigureAwait(false)).Value;
    }

    /// <exception cref="InvokeException">The provider refused the arguments.</exception>
    internal static void ThrowIfRefused(string token, ResourceInvokeResponse response)
    {
        if (response.Failures.Count > 0)
            throw new InvokeException($"Invoke of '{token}' failed: {string.Join("; ", response.Failures.Select(failure => $"{failure.Reason} ({failure.Property})"))}");
    }

    // A function often reads what a resource made: it cannot before the resource is there.
    private static async Task<bool> AreCreatedAsync(IEnumerable<Resource> dependencies)
    {
        foreach (var resource in DependencyGraph.Expand(dependencies).OfType<CustomResource>())
        {
            if (resource.Id is { } id && !(await id.DataTask.ConfigureAwait(false)).IsKnown)
                return false;
        }

        return true;
    }

    private async Task<SerializedProperties> SerializeAsync(string token, InvokeArgs? args)
        => await SerializedProperties.SerializeAsync(
            $"invoke:{token}",
            (args ?? InvokeArgs.Empty).ToDictionary(),
            new SerializationOptions { KeepResources = await deployment.Features.SupportsAsync(ResourceMonitorFeature.ResourceReferences).ConfigureAwait(false) })
            .ConfigureAwait(false);

    private async Task<OutputData<T>> CallAsync<T>(string token, Struct args, InvokeOptions? options)
    {
        var provider = options?.Provider ?? options?.Parent?.GetProvider(token);
        var response = await deployment.Monitor.InvokeAsync(new ResourceInvokeRequest
        {
            Tok = token,
            Args = args,
            Provider = provider is null ? "" : await provider.GetReferenceAsync().ConfigureAwait(false),
            Version = options?.Version ?? "",
            PluginDownloadURL = options?.PluginDownloadURL ?? "",
            AcceptResources = true,
        }).ConfigureAwait(false);
        ThrowIfRefused(token, response);
        var data = PropertyDeserializer.Read(Value.ForStruct(response.Return ?? new Struct()));
        return response.Unknown
            ? data.Carry(default(T)!) with { IsKnown = false }
            : data.Carry(ValueConverters.For<T>().Convert(data.Value, $"{token} result", warning => Log.Warn(warning)));
    }
}

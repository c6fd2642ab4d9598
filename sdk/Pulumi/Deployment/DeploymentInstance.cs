using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What a program may ask of the deployment that it runs in.</summary>
public sealed class DeploymentInstance
{
    private readonly Deployment _deployment;

    internal DeploymentInstance(Deployment deployment) => _deployment = deployment;

    public string StackName => _deployment.Settings.Stack;

    public string ProjectName => _deployment.Settings.Project;

    public string OrganizationName => _deployment.Settings.Organization;

    /// <summary>The folder of the project's Pulumi.yaml.</summary>
    /// <exception cref="InvalidOperationException">The engine did not tell it.</exception>
    public string RootDirectory
        => _deployment.Settings.RootDirectory
            ?? throw new InvalidOperationException("The Pulumi CLI version does not support root directory. Please update the Pulumi CLI.");

    /// <summary>It is a preview: what would be created has no id, and its outputs are unknown.</summary>
    public bool IsDryRun => _deployment.Settings.IsDryRun;

    /// <summary>Calls a function of a provider; unknown arguments make an unknown result, without a call.</summary>
    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options = null)
        => new(_deployment.Functions.InvokeOutputAsync<T>(token, args, options));

    /// <summary>As above, after the resources that the options name.</summary>
    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOutputOptions options)
        => new(_deployment.Functions.InvokeOutputAsync<T>(token, args, options));

    /// <summary>As above, of a function whose result is an object of one value.</summary>
    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOptions? options = null)
        => Invoke<ImmutableDictionary<string, T>>(token, args, options).Apply(result => result.Values.First());

    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOutputOptions options)
        => Invoke<ImmutableDictionary<string, T>>(token, args, options).Apply(result => result.Values.First());

    /// <summary>Calls a function of a provider with arguments that are known.</summary>
    public Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null)
        => _deployment.Functions.InvokeAsync<T>(token, args, options);

    public Task InvokeAsync(string token, InvokeArgs args, InvokeOptions? options = null)
        => _deployment.Functions.InvokeAsync<ImmutableDictionary<string, object>>(token, args, options);

    public async Task<T> InvokeSingleAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null)
        => (await InvokeAsync<ImmutableDictionary<string, T>>(token, args, options).ConfigureAwait(false)).Values.First();
}

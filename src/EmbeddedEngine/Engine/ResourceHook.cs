using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Engine;

/// <summary>When a hook runs; the names are those in state files.</summary>
public static class HookPoint
{
    public const string BeforeCreate = "BeforeCreate";
    public const string AfterCreate = "AfterCreate";
    public const string BeforeUpdate = "BeforeUpdate";
    public const string AfterUpdate = "AfterUpdate";
    public const string BeforeDelete = "BeforeDelete";
    public const string AfterDelete = "AfterDelete";
    public const string OnError = "OnError";
}

/// <summary>A function of the program around the steps of resources that name it.</summary>
/// <param name="OnDryRun">It runs in previews, too.</param>
/// <param name="IgnoreErrors">Its failure is a warning.</param>
/// <param name="CallAsync">Answers what went wrong, or null.</param>
public sealed record ResourceHook(string Name, bool OnDryRun, bool IgnoreErrors, Func<HookCall, CancellationToken, Task<string?>> CallAsync);

/// <summary>A function of the program that is asked after a failed step.</summary>
/// <param name="CallAsync">Answers whether to try again, or what went wrong with itself.</param>
public sealed record ErrorHook(string Name, Func<HookCall, CancellationToken, Task<(bool Retry, string? Error)>> CallAsync);

/// <summary>What a hook is told of the step. Null where a side does not exist.</summary>
public sealed record HookCall(string Urn, string Id, string Name, string Type)
{
    public PropertyMap? NewInputs { get; init; }

    public PropertyMap? OldInputs { get; init; }

    public PropertyMap? NewOutputs { get; init; }

    public PropertyMap? OldOutputs { get; init; }

    /// <summary>For error hooks: create, update or delete.</summary>
    public string FailedOperation { get; init; } = "";

    /// <summary>For error hooks: the failures so far, oldest first.</summary>
    public ImmutableArray<string> Errors { get; init; } = [];
}

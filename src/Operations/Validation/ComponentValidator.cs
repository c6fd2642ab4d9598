using Provisioner.Descriptors;
using Provisioner.Descriptors.Components;
using Provisioner.Descriptors.Reading;
using Provisioner.Facts.State;
using Provisioner.Operations.Drift;
using Provisioner.Operations.Engine;
using Provisioner.Operations.Reconciling;
using Provisioner.ReverseReader.Components;
using Provisioner.Stacks.Programs;
using Provisioner.Stacks.Settings;

namespace Provisioner.Operations.Validation;

/// <summary>Could a component be deployed as it is described, and is what it has deployed still as it was? Nothing is changed to tell.</summary>
public sealed class ComponentValidator(
    DescriptorSettings descriptors, StackSettings settings, FactReader reader, LiveChecks checks, EngineStacks stacks, DriftReader drift, TimeProvider time)
{
    /// <summary>The caller waits: what does not answer by then could not be checked.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public async Task<Verdict> ValidateAsync(string descriptor, CancellationToken cancellationToken)
    {
        var reading = DescriptorReader.Read(descriptor, descriptors);
        if (!reading.Succeeded)
            return Verdict.Invalid([.. reading.Problems.Select(problem => problem.ToString())]);
        using var limit = new CancellationTokenSource(Limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await ValidateAsync(reading.Component, both.Token);
        }
        catch (Exception failure) when (LiveReading.IsExpected(failure))
        {
            return Verdict.Invalid(LiveReading.Describe(failure));
        }
        catch (Exception failure) when (EngineFaults.IsOne(failure))
        {
            return Verdict.Invalid($"What is deployed could not be read. {EngineFaults.Describe(failure)}");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Verdict.Invalid($"What is live could not be read within {Limit.TotalSeconds:0} seconds. Check that the addresses in the descriptor are right, then try again.");
        }
    }

    private async Task<Verdict> ValidateAsync(Component component, CancellationToken cancellationToken)
    {
        if (!stacks.Exists(component.StackName))
            return await CheckAsync(component, OwnState.Empty, cancellationToken);
        using var stack = await stacks.OpenAsync(component.StackName, Guid.NewGuid().ToString(), cancellationToken);
        var contents = await stack.ReadAsync(cancellationToken);
        var drifted = drift.ReadAsync(stack, cancellationToken);
        var verdict = await CheckAsync(component, contents.Own, cancellationToken);
        var found = await drifted;
        return verdict with { Warnings = [.. verdict.Warnings, .. found.Warnings], HasDrift = found.HasDrift };
    }

    private async Task<Verdict> CheckAsync(Component component, OwnState own, CancellationToken cancellationToken)
    {
        var (facts, problems) = await reader.LookAsync(component, own, cancellationToken: cancellationToken);
        string[] unread = [.. problems.Select(problem => SubjectPaths.Locate(problem, component))];
        if (facts is null)
            return Verdict.Invalid(unread);
        var found = await checks.CheckAsync(component, facts, cancellationToken);
        // A program cannot be made for people who are not known.
        var program = problems.Count > 0 ? [] : StackPrograms.Create(component, facts, settings).Problems;
        var (standing, warnings) = WhatCanBeTold.Of(component, facts, program);
        return new Verdict(
            [.. unread, .. LiveChecks.Merge(found.Problems, standing).Select(problem => problem.ToString())], [.. found.Warnings, .. warnings], HasDrift: false);
    }
}

using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Engine;
using Provisioner.EmbeddedEngine.Providers;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Tests.Engine;

public class HookTests
{
    private readonly List<string> _said = [];

    [Fact]
    public async Task Hooks_AroundEachStep_SeeBothSides()
    {
        var lab = new Lab();
        await lab.UpAsync(p => DeclareAsync(p, 1));
        await lab.UpAsync(p => DeclareAsync(p, 2));
        await lab.UpAsync(p =>
        {
            Register(p, _ => null);
            return Task.CompletedTask;
        });

        Assert.Equal(["BeforeCreate -/-", "AfterCreate -/1", "BeforeUpdate 1/-", "AfterUpdate 1/2", "BeforeDelete 2/-", "AfterDelete 2/-"], _said);
    }

    [Fact]
    public async Task Hooks_InAPreview_RunOnlyWhenTheyAreMeantTo()
    {
        var lab = new Lab();

        await lab.PreviewAsync(p => DeclareAsync(p, 1));

        Assert.Empty(_said);
    }

    [Fact]
    public async Task BeforeHook_ThatFails_StopsTheStep()
    {
        var lab = new Lab();

        var outcome = await lab.UpAsync(p => DeclareAsync(p, 1, call => call.NewOutputs is null ? "no" : null));

        Assert.True(outcome.Failed);
        Assert.False(lab.Has("a"));
        Assert.Contains("error: before hook \"BeforeCreate\" failed: no", lab.Diagnostics);
    }

    [Fact]
    public async Task AfterHook_ThatFails_KeepsWhatWasDone()
    {
        var lab = new Lab();

        var outcome = await lab.UpAsync(p => DeclareAsync(p, 1, call => call.NewOutputs is null ? null : "no"));

        Assert.True(outcome.Failed);
        Assert.True(lab.Has("a"));
        Assert.Equal(1, lab.Finished.Count(step => step == "create a"));
        Assert.Contains("error: after hook \"AfterCreate\" failed: no", lab.Diagnostics);
    }

    [Fact]
    public async Task ErrorHook_ThatWantsAnotherTry_GetsIt()
    {
        var lab = new Lab();
        var tries = 0;
        lab.Provider.OnCreate = _ => ++tries < 3 ? throw new ProviderException("not yet") : Task.CompletedTask;
        var failures = new List<int>();

        var outcome = await lab.UpAsync(async p =>
        {
            p.Monitor.RegisterHook(new ErrorHook("again", (call, _) =>
            {
                failures.Add(call.Errors.Length);
                return Task.FromResult<(bool, string?)>((true, null));
            }));
            await p.ThingAsync("a", g => g with { ResourceHooks = Hooks(HookPoint.OnError, "again") });
        });

        Assert.False(outcome.Failed);
        Assert.Equal([1, 2], failures);
        Assert.Contains("warning: retrying create due to on-error hook request (2/100)", lab.Diagnostics);
    }

    [Fact]
    public async Task Destroy_WithoutTheProgram_RefusesDeleteHooks()
    {
        var lab = new Lab();
        await lab.UpAsync(p => DeclareAsync(p, 1));

        var outcome = await lab.DestroyAsync();

        Assert.Equal("You must run with the `--run-program` flag to use delete hooks during destroy.", outcome.Error);
        Assert.True(lab.Has("a"));
    }

    private Task DeclareAsync(ScriptedProgram program, int size, Func<HookCall, string?>? answer = null)
    {
        Register(program, answer ?? (_ => null));
        return program.ThingAsync("a", g => g with { ResourceHooks = Points.ToImmutableSortedDictionary(point => point, point => ImmutableArray.Create(point), StringComparer.Ordinal) }, ("size", size));
    }

    private static string[] Points { get; } =
        [HookPoint.BeforeCreate, HookPoint.AfterCreate, HookPoint.BeforeUpdate, HookPoint.AfterUpdate, HookPoint.BeforeDelete, HookPoint.AfterDelete];

    private void Register(ScriptedProgram program, Func<HookCall, string?> answer)
    {
        foreach (var point in Points)
        {
            program.Monitor.RegisterHook(new ResourceHook(point, OnDryRun: false, IgnoreErrors: false, (call, _) =>
            {
                _said.Add($"{point} {Size(call.OldOutputs)}/{Size(call.NewOutputs)}");
                return Task.FromResult(answer(call));
            }));
        }
    }

    private static string Size(PropertyMap? outputs) => outputs is null ? "-" : ((NumberValue)outputs["size"]).Value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> Hooks(string point, string name) =>
        ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal).Add(point, [name]);
}

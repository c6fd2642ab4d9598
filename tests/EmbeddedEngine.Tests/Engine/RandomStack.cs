using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Engine;
using Provisioner.EmbeddedEngine.Providers;

namespace Provisioner.EmbeddedEngine.Tests.Engine;

/// <summary>A program that changes at random from one operation to the next, and a provider that fails at random. The seed decides everything but the order of what runs side by side.</summary>
#pragma warning disable CA5394 // Chance that can be repeated, not secrecy.
internal sealed class RandomStack(int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<Node> _nodes = [];
    private int _names;
    private string _provider = "p";

    public Lab Lab { get; } = new();

    /// <summary>Ids of objects that a resource left alive on purpose.</summary>
    public HashSet<string> Retained { get; } = new(StringComparer.Ordinal);

    public string Last { get; private set; } = "";

    public async Task<OperationOutcome> StepAsync()
    {
        Note();
        Mutate();
        var failing = Chance(3) ? Pick(["create", "update", "delete", "read"]) : "";
        var victim = _nodes.Count == 0 ? "" : Pick(_nodes).Name;
        Fail(failing, victim);
        if (Chance(4) && Lab.Provider.Objects.Keys.Order(StringComparer.Ordinal).FirstOrDefault() is { } live)
        {
            Lab.Provider.Objects.TryRemove(live, out _);
        }

        var urns = Lab.State.Resources.Select(state => state.Urn).Distinct(StringComparer.Ordinal).ToList();
        var limits = _random.Next(8);
        var dependents = Chance(2);
        var change = (OperationRequest request) => request with
        {
            Targets = limits == 0 && urns.Count > 0 ? [Pick(urns)] : [],
            TargetDependents = dependents,
            Excludes = limits == 1 && urns.Count > 0 ? [Pick(urns)] : [],
            ExcludeDependents = limits == 1 && dependents,
            Replaces = limits == 2 && urns.Count > 0 ? [Pick(urns)] : [],
            ContinueOnError = Chance(3),
            ClearPendingCreates = true,
        };
        var refresh = Chance(3);
        var runProgram = Chance(4);
        var kind = _random.Next(10);
        Last = $"{kind} refresh={refresh} program={runProgram} failing={failing} {victim} limits={limits} dependents={dependents} {string.Join(' ', _nodes)}";
        var outcome = kind switch
        {
            0 => await Lab.RefreshAsync(request => runProgram ? change(request) with { RunProgram = true, Program = new ScriptedHost(DeclareAsync) } : change(request)),
            1 => await Lab.DestroyAsync(request => runProgram ? change(request) with { RunProgram = true, Program = new ScriptedHost(DeclareAsync) } : change(request)),
            2 => await Lab.PreviewAsync(DeclareAsync, change),
            _ => await Lab.UpAsync(DeclareAsync, request => change(request) with { Refresh = refresh }),
        };
        Fail("", "");
        return outcome;
    }

    /// <summary>An update of everything in which nothing fails.</summary>
    public Task<OperationOutcome> SettleAsync()
    {
        Note();
        _nodes.ForEach(node => node.Protect = false);
        return Lab.UpAsync(DeclareAsync, request => request with { Refresh = true, ClearPendingCreates = true });
    }

    /// <summary>Takes the protection off what the program does not declare any more, as a person would.</summary>
    public void Unprotect() => Lab.State = Lab.State with { Resources = [.. Lab.State.Resources.Select(state => state with { Protect = false })] };

    private void Note() => Retained.UnionWith(Lab.State.Resources.Where(state => state.RetainOnDelete || state.DeletedWith.Length > 0).Select(state => state.Id));

    private async Task DeclareAsync(ScriptedProgram program)
    {
        var provider = await program.ProviderAsync(_provider);
        var declared = new Dictionary<Node, Task<RegisteredResource>>();
        foreach (var node in _nodes)
        {
            declared[node] = DeclareAsync(program, provider, node, declared);
        }

        await Task.WhenAll(declared.Values);
    }

    private static async Task<RegisteredResource> DeclareAsync(ScriptedProgram program, string provider, Node node, Dictionary<Node, Task<RegisteredResource>> declared)
    {
        var needed = new[] { node.Parent, node.With, node.ReplaceWith }.Concat(node.Needs).OfType<Node>().Where(declared.ContainsKey).Distinct().ToDictionary(n => n, n => declared[n]);
        await Task.WhenAll(needed.Values);
        string UrnOf(Node? other) => other is not null && needed.TryGetValue(other, out var task) ? task.Result.Urn : "";
        var dependencies = node.Needs.Select(UrnOf).Where(urn => urn.Length > 0).ToImmutableArray();
        ResourceGoal Options(ResourceGoal goal) => goal with
        {
            Parent = UrnOf(node.Parent) is { Length: > 0 } parent ? parent : goal.Parent,
            Provider = node.IsComponent ? "" : provider,
            Dependencies = dependencies,
            PropertyDependencies = goal.PropertyDependencies.ContainsKey("path") ? goal.PropertyDependencies.SetItem("path", dependencies) : goal.PropertyDependencies,
            Protect = node.Protect,
            RetainOnDelete = node.Retain,
            DeleteBeforeReplace = node.DeleteFirst,
            DeletedWith = UrnOf(node.With),
            ReplaceWith = UrnOf(node.ReplaceWith) is { Length: > 0 } other ? [other] : [],
            Aliases = [.. node.Aliases],
        };
        return node.IsComponent
            ? await program.ComponentAsync(node.Name, Options)
            : await program.ThingAsync(node.Name, Options, ("size", node.Size), ("path", node.Path));
    }

    private void Mutate()
    {
        Lab.Provider.ReplaceKeys.Add("path");
        if (Chance(12))
        {
            _provider = _provider == "p" ? "q" : "p";
        }

        for (var i = _random.Next(1, 5); i > 0; i--)
        {
            if (_nodes.Count < 8 && Chance(2))
            {
                _nodes.Add(NewNode());
            }
            else if (_nodes.Count > 0)
            {
                Change(Pick(_nodes));
            }
        }
    }

    private Node NewNode()
    {
        var node = new Node($"r{++_names}") { IsComponent = Chance(4), Retain = Chance(6), DeleteFirst = Chance(3) ? true : null, Protect = Chance(10) };
        foreach (var other in _nodes.Where(_ => Chance(3)))
        {
            node.Needs.Add(other);
        }

        node.Parent = _nodes.FirstOrDefault(other => other.IsComponent && Chance(3));
        node.With = node.IsComponent ? null : _nodes.FirstOrDefault(other => !other.IsComponent && Chance(8));
        node.ReplaceWith = node.IsComponent ? null : _nodes.FirstOrDefault(other => !other.IsComponent && Chance(8));
        return node;
    }

    private void Change(Node node)
    {
        switch (_random.Next(8))
        {
            case 0:
                _nodes.Remove(node);
                break;
            case 1 or 2:
                node.Path++;
                break;
            case 3:
                node.Protect = !node.Protect;
                break;
            case 4 when !node.IsComponent:
                node.Aliases.Add(new AliasGoal(null, node.Name, null, null, null, null, false));
                node.Name = $"r{++_names}";
                break;
            case 5 when node.Needs.Count > 0:
                node.Needs.RemoveAt(0);
                break;
            default:
                node.Size++;
                break;
        }
    }

    private void Fail(string what, string name)
    {
        Task Answer(string call, string urn) => what == call && urn.EndsWith("::" + name, StringComparison.Ordinal) ? throw new ProviderException("boom") : Task.CompletedTask;
        Lab.Provider.OnCreate = request => Answer("create", request.Urn);
        Lab.Provider.OnUpdate = request => Answer("update", request.Urn);
        Lab.Provider.OnDelete = request => Answer("delete", request.Urn);
        Lab.Provider.OnRead = request => Answer("read", request.Urn);
    }

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private sealed class Node(string name)
    {
        public string Name { get; set; } = name;

        public bool IsComponent { get; init; }

        public int Size { get; set; }

        public int Path { get; set; }

        public bool Protect { get; set; }

        public bool Retain { get; init; }

        public bool? DeleteFirst { get; init; }

        public Node? Parent { get; set; }

        public Node? With { get; set; }

        public Node? ReplaceWith { get; set; }

        public List<Node> Needs { get; } = [];

        public List<AliasGoal> Aliases { get; } = [];

        public override string ToString() =>
            $"[{Name}{(IsComponent ? " part" : "")} {Size}/{Path}{(Protect ? " protect" : "")}{(Retain ? " retain" : "")}{(DeleteFirst is true ? " first" : "")} <{Parent?.Name} with:{With?.Name} replace:{ReplaceWith?.Name} needs:{string.Join(',', Needs.Select(n => n.Name))}]";
    }
}

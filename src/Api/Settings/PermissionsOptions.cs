using Provisioner.Stacks.Access;
using Provisioner.Stacks.Settings;

namespace Provisioner.Api.Settings;

/// <summary>Section <c>Permissions</c>: what owner and developers of a data product get on each kind of object.</summary>
internal sealed class PermissionsOptions
{
    private static readonly StackSettings Defaults = new();

    public LevelsOptions Repo { get; set; } = new(Defaults.Repo);

    public LevelsOptions Job { get; set; } = new(Defaults.Job);

    public LevelsOptions Pipeline { get; set; } = new(Defaults.Pipeline);

    public PrivilegesOptions Catalog { get; set; } = new();

    public PrivilegesOptions Schema { get; set; } = new();

    public PrivilegesOptions OutputPort { get; set; } = new();

    public StackSettings ApplyTo(StackSettings settings) => settings with
    {
        Repo = Repo.ToSettings(),
        Job = Job.ToSettings(),
        Pipeline = Pipeline.ToSettings(),
        Catalog = Catalog.ToSettings(Defaults.Catalog),
        Schema = Schema.ToSettings(Defaults.Schema),
        OutputPort = OutputPort.ToSettings(Defaults.OutputPort),
    };

    public IEnumerable<string> Problems()
    {
        foreach (var (target, pair) in new[] { (PermissionObject.Repo, Repo), (PermissionObject.Job, Job), (PermissionObject.Pipeline, Pipeline) })
        {
            foreach (var (role, level) in new[] { ("Owner", pair.Owner), ("Developers", pair.Developers) })
            {
                if (!PermissionLevels.IsKnown(target, level))
                    yield return $"Permissions:{target}:{role} is '{level}'; it must be one of {string.Join(", ", PermissionLevels.WordsOf(target))}.";
            }
        }

        foreach (var problem in new[] { ("Catalog", Catalog), ("Schema", Schema), ("OutputPort", OutputPort) }.SelectMany(pair => Problems(pair.Item1, pair.Item2)))
            yield return problem;
    }

    /// <summary>A privilege that Unity Catalog does not know would only be noticed at the first provision.</summary>
    private static IEnumerable<string> Problems(string name, PrivilegesOptions privileges)
    {
        foreach (var (role, list) in new[] { ("Owner", privileges.Owner), ("Developers", privileges.Developers) })
        {
            foreach (var privilege in list ?? [])
            {
                if (privilege.Length == 0 || !privilege.All(letter => letter is (>= 'A' and <= 'Z') or '_' or ' '))
                    yield return $"Permissions:{name}:{role} holds '{privilege}'; a privilege is written as USE_SCHEMA or USE SCHEMA.";
            }
        }
    }

    internal sealed class LevelsOptions(RolePair defaults)
    {
        public LevelsOptions()
            : this(new RolePair { Owner = "NO_PERMISSIONS", Developers = "NO_PERMISSIONS" })
        {
        }

        public string Owner { get; set; } = defaults.Owner;

        public string Developers { get; set; } = defaults.Developers;

        public RolePair ToSettings() => new() { Owner = Owner, Developers = Developers };
    }

    internal sealed class PrivilegesOptions
    {
        /// <summary>A list that is given replaces the default one.</summary>
        public List<string>? Owner { get; set; }

        public List<string>? Developers { get; set; }

        public PrivilegePair ToSettings(PrivilegePair defaults) => new() { Owner = Owner ?? defaults.Owner, Developers = Developers ?? defaults.Developers };
    }
}

namespace Pulumi.SchemaGenerator;

/// <summary>Which nested types are reached from arguments, from states and from outputs: only those classes exist.</summary>
internal sealed class TypeReach
{
    private readonly PackageSchema _package;

    public TypeReach(PackageSchema package)
    {
        _package = package;
        Arguments = Closure(package.Provider.Concat(package.Resources.SelectMany(resource => resource.Inputs)));
        Outputs = Closure(package.Resources.SelectMany(resource => resource.Outputs));
        States = package.DefaultsInSdk ? [] : Outputs;
    }

    public SortedSet<string> Arguments { get; }

    public SortedSet<string> States { get; }

    public SortedSet<string> Outputs { get; }

    private SortedSet<string> Closure(IEnumerable<PropertySchema> properties)
    {
        var reached = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Stack<PropertySchema>(properties);
        while (open.Count > 0)
        {
            var type = open.Pop().Type.Replace("[]", "").Replace("{}", "");
            if (type[0] != '#' || !reached.Add(type.Substring(1)))
            {
                continue;
            }
            if (!_package.Types.TryGetValue(type.Substring(1), out var members))
            {
                throw new FormatException("Type '" + type + "' is referred to but not there.");
            }
            members.ForEach(open.Push);
        }
        return reached;
    }
}

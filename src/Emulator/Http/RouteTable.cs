namespace Provisioner.Emulator.Http;

internal delegate ApiAnswer ApiHandler(ApiCall call);

/// <summary>One known call: a method and a path whose <c>{name}</c> segments are values.</summary>
internal sealed record Route(string Method, string[] Segments, Surface Surface, bool Anonymous, ApiHandler Handler);

/// <summary>
/// Finds the handler of a call. Paths are matched segment by segment on the raw target, because names in paths may hold an encoded slash. A literal
/// segment wins over a value; letters' case matters except on Azure's own surfaces, which ignore it.
/// </summary>
internal sealed class RouteTable
{
    private readonly Dictionary<(string Method, int Count), List<Route>> _routes = [];

    public void Add(string method, string pattern, Surface surface, ApiHandler handler, bool anonymous = false)
    {
        var segments = pattern.Trim('/').Split('/');
        var key = (method, segments.Length);
        if (!_routes.TryGetValue(key, out var routes)) _routes[key] = routes = [];
        routes.Add(new Route(method, segments, surface, anonymous, handler));
    }

    public Route? Find(string method, string[] segments, Surface surface, out Dictionary<string, string> values)
    {
        values = new Dictionary<string, string>(StringComparer.Ordinal);
        Route? best = null;
        var bestLiterals = -1;
        foreach (var route in _routes.GetValueOrDefault((method, segments.Length)) ?? [])
        {
            if ((route.Surface & surface) == Surface.None) continue;
            var literals = Literals(route, segments);
            if (literals > bestLiterals) (best, bestLiterals) = (route, literals);
        }

        if (best is null) return null;
        for (var i = 0; i < segments.Length; i++)
        {
            if (IsValue(best.Segments[i])) values[best.Segments[i][1..^1]] = segments[i];
        }

        return best;
    }

    private static int Literals(Route route, string[] segments)
    {
        var comparison = (route.Surface & (Surface.ResourceManager | Surface.Graph | Surface.Login)) != Surface.None ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var literals = 0;
        for (var i = 0; i < segments.Length; i++)
        {
            if (IsValue(route.Segments[i])) continue;
            if (!string.Equals(route.Segments[i], segments[i], comparison)) return -1;
            literals++;
        }

        return literals;
    }

    private static bool IsValue(string segment) => segment.StartsWith('{');
}

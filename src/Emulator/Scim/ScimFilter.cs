using System.Text.Json.Nodes;
using Superpower;
using Superpower.Model;
using Superpower.Parsers;
using Provisioner.Emulator.Http;

namespace Provisioner.Emulator.Scim;

/// <summary>
/// Filters of SCIM lists: <c>eq ne co sw ew pr</c> joined by <c>and</c>, <c>or</c>, <c>not</c> and parentheses. Operators, attribute names and compared
/// texts ignore case, as Databricks does. A backslash escapes in a quoted text.
/// </summary>
internal static class ScimFilter
{
    private static readonly TextParser<char> Escaped = Character.EqualTo('\\').IgnoreThen(Character.AnyChar);

    private static readonly TextParser<string> Quoted =
        from open in Character.EqualTo('"')
        from content in Escaped.Or(Character.ExceptIn('"', '\\')).Many()
        from close in Character.EqualTo('"')
        select new string(content);

    private static readonly TextParser<string> Bare = Character.Matching(c => !char.IsWhiteSpace(c) && c is not ('(' or ')' or '"'), "value").AtLeastOnce().Select(c => new string(c));

    private static readonly TextParser<string> Attribute = Character.Matching(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '$' or ':' or '-', "attribute name").AtLeastOnce().Select(c => new string(c));

    private static readonly TextParser<TextSpan> Gap = Span.WhiteSpace;

    private static readonly TextParser<Func<JsonObject, bool>> Present =
        from attribute in Attribute
        from gap in Gap
        from op in Span.EqualToIgnoreCase("pr")
        select new Func<JsonObject, bool>(o => Values(o, attribute).Any());

    private static readonly TextParser<Func<JsonObject, bool>> Comparison =
        from attribute in Attribute
        from gap in Gap
        from op in Attribute
        from gap2 in Gap
        from value in Quoted.Or(Bare)
        select Compare(attribute, op, value);

    private static readonly TextParser<Func<JsonObject, bool>> Term =
        Superpower.Parse.Ref(() => Grouped!).Try().Or(Superpower.Parse.Ref(() => Not!).Try()).Or(Present.Try()).Or(Comparison);

    private static readonly TextParser<Func<JsonObject, bool>> And = Joined(Term, "and", (a, b) => o => a(o) && b(o));

    private static readonly TextParser<Func<JsonObject, bool>> Or = Joined(And, "or", (a, b) => o => a(o) || b(o));

    private static readonly TextParser<Func<JsonObject, bool>> Grouped =
        from open in Character.EqualTo('(')
        from pad in Character.WhiteSpace.Many()
        from inner in Or!
        from pad2 in Character.WhiteSpace.Many()
        from close in Character.EqualTo(')')
        select inner;

    private static readonly TextParser<Func<JsonObject, bool>> Not =
        from op in Span.EqualToIgnoreCase("not")
        from gap in Character.WhiteSpace.Many()
        from inner in Grouped!
        select new Func<JsonObject, bool>(o => !inner(o));

    public static Func<JsonObject, bool> Parse(string? filter)
    {
        if (string.IsNullOrWhiteSpace(filter)) return _ => true;
        var result = Or.AtEnd().TryParse(filter.Trim());
        return result.HasValue ? result.Value : throw new ApiRefusal(400, "INVALID_PARAMETER_VALUE", $"Given filter operator is not supported: {filter} ({result})");
    }

    private static TextParser<Func<JsonObject, bool>> Joined(TextParser<Func<JsonObject, bool>> term, string word, Func<Func<JsonObject, bool>, Func<JsonObject, bool>, Func<JsonObject, bool>> combine) =>
        from first in term
        from rest in Word(word).IgnoreThen(term).Many()
        select rest.Aggregate(first, combine);

    private static TextParser<TextSpan> Word(string word) =>
        (from gap in Gap
         from found in Span.EqualToIgnoreCase(word)
         from gap2 in Gap
         select found).Try();

    private static Func<JsonObject, bool> Compare(string attribute, string op, string value)
    {
        Func<string, bool> test = op.ToLowerInvariant() switch
        {
            "eq" => found => string.Equals(found, value, StringComparison.OrdinalIgnoreCase),
            "ne" => found => !string.Equals(found, value, StringComparison.OrdinalIgnoreCase),
            "co" => found => found.Contains(value, StringComparison.OrdinalIgnoreCase),
            "sw" => found => found.StartsWith(value, StringComparison.OrdinalIgnoreCase),
            "ew" => found => found.EndsWith(value, StringComparison.OrdinalIgnoreCase),
            _ => throw ApiRefusal.Invalid($"Given filter operator is not supported: {op}"),
        };
        return o => Values(o, attribute).Any(test);
    }

    private static IEnumerable<string> Values(JsonNode? node, string attribute)
    {
        var dot = attribute.IndexOf('.', StringComparison.Ordinal);
        var (head, rest) = dot < 0 ? (attribute, null) : (attribute[..dot], attribute[(dot + 1)..]);
        if (node is not JsonObject o) return [];
        var found = o.FirstOrDefault(p => string.Equals(p.Key, head, StringComparison.OrdinalIgnoreCase)).Value;
        return found switch
        {
            null => [],
            JsonArray list => list.SelectMany(item => Values(item, rest ?? "value")),
            JsonObject inner => rest is null ? [] : Values(inner, rest),
            _ => [found is JsonValue v && v.TryGetValue<string>(out var text) ? text : found.ToJsonString()],
        };
    }
}

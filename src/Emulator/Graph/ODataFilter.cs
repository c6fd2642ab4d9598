using System.Text.Json.Nodes;
using Provisioner.Emulator.Http;
using Superpower;
using Superpower.Model;
using Superpower.Parsers;

namespace Provisioner.Emulator.Graph;

/// <summary>Graph's <c>$filter</c>: <c>eq</c>, <c>ne</c>, <c>in</c>, <c>startswith</c>, <c>endswith</c>, joined by <c>and</c>, <c>or</c>, <c>not</c> and parentheses. Compared texts ignore case; a quote is doubled.</summary>
internal static class ODataFilter
{
    private static readonly TextParser<string> Quoted =
        from open in Character.EqualTo('\'')
        from content in Span.EqualTo("''").Value('\'').Try().Or(Character.Except('\'')).Many()
        from close in Character.EqualTo('\'')
        select new string(content);

    private static readonly TextParser<string> Literal = Quoted.Or(Span.EqualTo("true").Value("true")).Or(Span.EqualTo("false").Value("false")).Or(Span.EqualTo("null").Value(""));

    private static readonly TextParser<string> Property = Character.Matching(c => char.IsAsciiLetterOrDigit(c) || c == '/', "property").AtLeastOnce().Select(c => new string(c));

    private static readonly TextParser<Unit> Pad = Character.WhiteSpace.Many().Value(Unit.Value);

    private static readonly TextParser<Func<JsonObject, bool>> Function =
        from name in Span.EqualToIgnoreCase("startswith").Or(Span.EqualToIgnoreCase("endswith"))
        from open in Pad.IgnoreThen(Character.EqualTo('('))
        from property in Pad.IgnoreThen(Property)
        from comma in Pad.IgnoreThen(Character.EqualTo(','))
        from text in Pad.IgnoreThen(Quoted)
        from close in Pad.IgnoreThen(Character.EqualTo(')'))
        select name.ToStringValue().StartsWith('s') ? Test(property, v => v.StartsWith(text, StringComparison.OrdinalIgnoreCase)) : Test(property, v => v.EndsWith(text, StringComparison.OrdinalIgnoreCase));

    private static readonly TextParser<Func<JsonObject, bool>> Comparison =
        from property in Property
        from gap in Span.WhiteSpace
        from op in Span.EqualToIgnoreCase("eq").Or(Span.EqualToIgnoreCase("ne"))
        from gap2 in Span.WhiteSpace
        from value in Literal
        select Test(property, v => string.Equals(v, value, StringComparison.OrdinalIgnoreCase) == op.ToStringValue().Equals("eq", StringComparison.OrdinalIgnoreCase));

    private static readonly TextParser<Func<JsonObject, bool>> In =
        from property in Property
        from gap in Span.WhiteSpace
        from op in Span.EqualToIgnoreCase("in")
        from open in Pad.IgnoreThen(Character.EqualTo('('))
        from values in Pad.IgnoreThen(Literal).ManyDelimitedBy(Pad.IgnoreThen(Character.EqualTo(',')))
        from close in Pad.IgnoreThen(Character.EqualTo(')'))
        select Test(property, v => values.Contains(v, StringComparer.OrdinalIgnoreCase));

    private static readonly TextParser<Func<JsonObject, bool>> Term =
        Superpower.Parse.Ref(() => Grouped!).Try().Or(Superpower.Parse.Ref(() => Not!).Try()).Or(Function.Try()).Or(In.Try()).Or(Comparison);

    private static readonly TextParser<Func<JsonObject, bool>> And = Joined(Term, "and", (a, b) => o => a(o) && b(o));

    private static readonly TextParser<Func<JsonObject, bool>> Or = Joined(And, "or", (a, b) => o => a(o) || b(o));

    private static readonly TextParser<Func<JsonObject, bool>> Grouped =
        from open in Character.EqualTo('(')
        from inner in Pad.IgnoreThen(Or)
        from close in Pad.IgnoreThen(Character.EqualTo(')'))
        select inner;

    private static readonly TextParser<Func<JsonObject, bool>> Not =
        from op in Span.EqualToIgnoreCase("not")
        from inner in Pad.IgnoreThen(Grouped)
        select new Func<JsonObject, bool>(o => !inner(o));

    public static Func<JsonObject, bool> Parse(string? filter)
    {
        if (string.IsNullOrWhiteSpace(filter)) return _ => true;
        var result = Or.AtEnd().TryParse(filter.Trim());
        return result.HasValue ? result.Value : throw new ApiRefusal(400, "BadRequest", $"Invalid filter clause: {result}");
    }

    private static TextParser<Func<JsonObject, bool>> Joined(TextParser<Func<JsonObject, bool>> term, string word, Func<Func<JsonObject, bool>, Func<JsonObject, bool>, Func<JsonObject, bool>> combine) =>
        from first in term
        from rest in Word(word).IgnoreThen(term).Many()
        select rest.Aggregate(first, combine);

    private static TextParser<TextSpan> Word(string word) =>
        (from gap in Span.WhiteSpace
         from found in Span.EqualToIgnoreCase(word)
         from gap2 in Span.WhiteSpace
         select found).Try();

    private static Func<JsonObject, bool> Test(string property, Func<string, bool> test) => o => test(o[property]?.ToString() ?? "");
}

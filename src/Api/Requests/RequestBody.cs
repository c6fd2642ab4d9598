using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Provisioner.Descriptors.Problems;

namespace Provisioner.Api.Requests;

/// <summary>
/// A request's JSON object, read field by field so that everything that is wrong with it is found at once, each problem with its path.
/// Fields that nobody asks for are ignored.
/// </summary>
internal sealed class RequestBody
{
    private const string Whole = "body";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    private readonly JsonElement _root;
    private readonly string _prefix;
    private readonly ProblemList _problems;

    private RequestBody(JsonElement root, string prefix, ProblemList problems) => (_root, _prefix, _problems) = (root, prefix, problems);

    public IReadOnlyList<Problem> Problems => _problems.Problems;

    /// <summary>Reads the body; when it is no JSON object or too large, every field is missing and one problem says why.</summary>
    public static async Task<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            // No longer than the server lets it be.
            using var buffer = new MemoryStream();
            await request.Body.CopyToAsync(buffer, cancellationToken);
            var text = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
            if (!Utf8.IsValid(text.Span))
                return Unusable("The body is no UTF-8.");
            // A byte order mark is nobody's fault.
            if (text.Span.StartsWith("\ufeff"u8))
                text = text[3..];
            var root = JsonElement.Parse(text.Span, Strict);
            if (HasSurrogates(text.Span))
                RefuseBrokenTexts(root);
            return root.ValueKind == JsonValueKind.Object
                ? new RequestBody(root, "", new ProblemList())
                : Unusable($"The body must be a JSON object; it is {Describe(root.ValueKind)}.");
        }
        catch (JsonException failure)
        {
            return Unusable(failure.BytePositionInLine is null
                ? $"The body is no valid JSON: {failure.Message}"
                : $"The body is no valid JSON (line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}).");
        }
        catch (InvalidOperationException)
        {
            return Unusable("The body holds a text with half a character: \\ud800 to \\udfff must come in pairs.");
        }
        catch (BadHttpRequestException failure) when (failure.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Unusable("The body is larger than 1 MiB.");
        }
        catch (BadHttpRequestException)
        {
            return Unusable("The body ended before it was complete.");
        }
    }

    /// <summary>Null with a problem when the field is missing or no text.</summary>
    public string? Text(string name) => Required(name, JsonValueKind.String) is { } value ? value.GetString() : null;

    public string? OptionalText(string name) => Optional(name, JsonValueKind.String) is { } value ? value.GetString() : null;

    public bool OptionalFlag(string name, bool otherwise)
    {
        if (!_root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return otherwise;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Report(name, $"must be true or false; it is {Describe(value.ValueKind)}.");
        return otherwise;
    }

    public JsonObject? OptionalObject(string name) => Optional(name, JsonValueKind.Object) is { } value ? JsonObject.Create(value) : null;

    /// <summary>The object below a field; when it is missing or none, an empty one whose missing fields are no further problems.</summary>
    public RequestBody Object(string name) =>
        Required(name, JsonValueKind.Object) is { } value
            ? new RequestBody(value, $"{_prefix}{name}.", _problems)
            : new RequestBody(default, $"{_prefix}{name}.", new ProblemList());

    /// <summary>Further items of a list need not be looked at.</summary>
    public bool IsFull => _problems.IsFull;

    public IReadOnlyList<string> Texts(string name)
    {
        var texts = new List<string>();
        if (Required(name, JsonValueKind.Array) is not { } values)
            return texts;
        var index = 0;
        foreach (var value in values.EnumerateArray())
        {
            if (_problems.IsFull)
                break;
            if (value.ValueKind == JsonValueKind.String)
                texts.Add(value.GetString()!);
            else
                Report($"{name}[{index}]", $"must be a text; it is {Describe(value.ValueKind)}.");
            index++;
        }

        return texts;
    }

    public void Report(string name, string message) => _problems.Add(_prefix + name, message);

    /// <summary>Is there an escape of half a character? It takes long to look at every text, and few bodies need it.</summary>
    private static bool HasSurrogates(ReadOnlySpan<byte> text) => text.IndexOf("\\ud"u8) >= 0 || text.IndexOf("\\uD"u8) >= 0;

    /// <summary>The parser takes every escape; only reading a text tells whether it is one.</summary>
    /// <exception cref="InvalidOperationException">A text is none.</exception>
    private static void RefuseBrokenTexts(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    RefuseBrokenTexts(item);
                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    RefuseBrokenTexts(property.Value);
                }

                break;
        }
    }

    private static RequestBody Unusable(string message)
    {
        var problems = new ProblemList();
        problems.Add(Whole, message);
        return new RequestBody(JsonElement.Parse("{}"), "", problems) { IsUnusable = true };
    }

    /// <summary>The body as a whole is no request: its fields are not asked for.</summary>
    public bool IsUnusable { get; private init; }

    private JsonElement? Required(string name, JsonValueKind kind)
    {
        if (_root.ValueKind == JsonValueKind.Object && _root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)
            return OfKind(name, value, kind);
        if (!IsUnusable)
            Report(name, "is required.");
        return null;
    }

    private JsonElement? Optional(string name, JsonValueKind kind) =>
        _root.ValueKind == JsonValueKind.Object && _root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? OfKind(name, value, kind)
            : null;

    private JsonElement? OfKind(string name, JsonElement value, JsonValueKind kind)
    {
        if (value.ValueKind == kind)
            return value;
        Report(name, $"must be {Describe(kind)}; it is {Describe(value.ValueKind)}.");
        return null;
    }

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };
}

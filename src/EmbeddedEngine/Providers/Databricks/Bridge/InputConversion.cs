using System.Collections.Immutable;
using System.Globalization;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;

/// <summary>
/// Brings inputs into the schema's types and fills in defaults, object by object: texts become numbers and the other way round, a value
/// where a list is expected becomes a list of one, <c>__defaults</c> lists what was filled in. What does not fit is noted as a failure.
/// </summary>
internal sealed class InputConversion(string resourceName, Func<string> automaticName, Func<PropertySchema, PropertyValue?> environmentDefault)
{
    private readonly List<CheckFailure> _failures = [];

    public ImmutableArray<CheckFailure> Failures => [.. _failures];

    public PropertyMap Convert(ObjectSchema schema, PropertyMap news, PropertyMap? olds) => ConvertObject(schema, news, olds, "");

    private PropertyMap ConvertObject(ObjectSchema schema, PropertyMap news, PropertyMap? olds, string path)
    {
        var result = new Dictionary<string, PropertyValue>(StringComparer.Ordinal);
        foreach (var (key, raw) in news)
        {
            if (PropertyValues.IsReserved(key) || PropertyValues.IsNull(PropertyValues.Plain(raw)))
                continue;
            var at = Join(path, key);
            if (!schema.Properties.TryGetValue(key, out var property) || !property.IsInput)
            {
                Fail(
                    property is null
                        ? "Invalid or unknown key"
                        : $"Value for unconfigurable attribute. Can't configure a value for \"{property.NativeName}\": its value will be decided automatically based on the result of applying this configuration.",
                    at);
                result[key] = raw;
                continue;
            }

            result[key] = ConvertValue(property, raw, olds?.Get(key), at, property.NativeName);
        }

        CheckExclusions(schema, result, path);
        FillDefaults(schema, result, olds, path);
        foreach (var property in schema.Ordered)
        {
            if (property.Required && !property.AutoNamed && !result.ContainsKey(property.Name))
                _failures.Add(new CheckFailure(null, $"Missing required property '{Join(path, property.Name)}'"));
        }

        return PropertyMap.From(result);
    }

    private void FillDefaults(ObjectSchema schema, Dictionary<string, PropertyValue> result, PropertyMap? olds, string path)
    {
        var oldDefaults = olds is not null && olds.ContainsKey(PropertyValues.Defaults) ? olds.Texts(PropertyValues.Defaults).ToHashSet(StringComparer.Ordinal) : null;
        var filled = new List<string>();
        var excluded = schema.Exclusions.Where(rule => result.ContainsKey(rule.Property)).SelectMany(rule => rule.Others.Select(other => other.Property)).ToHashSet(StringComparer.Ordinal);
        foreach (var property in schema.Ordered)
        {
            if (result.ContainsKey(property.Name) || property.Deprecated || excluded.Contains(property.Name))
                continue;
            var fallback = property.Default ?? (path.Length == 0 ? environmentDefault(property) : null);
            if (fallback is null && !(property.AutoNamed && path.Length == 0))
                continue;
            var usable = oldDefaults is null || oldDefaults.Contains(property.Name);
            result[property.Name] = usable && olds?.Get(property.Name) is { } old ? Seal(property, old) : fallback is null ? automaticName() : Seal(property, fallback);
            filled.Add(property.Name);
        }

        result[PropertyValues.Defaults] = PropertyValues.TextList(filled);
    }

    private void CheckExclusions(ObjectSchema schema, Dictionary<string, PropertyValue> result, string path)
    {
        foreach (var rule in schema.Exclusions)
        {
            var present = rule.Others.Where(other => result.TryGetValue(other.Property, out var value) && value is not UnknownValue).ToList();
            if (rule.ExactlyOne)
            {
                CheckExactlyOne(rule, result, present, path);
            }
            else if (result.ContainsKey(rule.Property) && present.Count > 0)
            {
                Fail($"Conflicting configuration arguments. \"{rule.NativeName}\": conflicts with {present[0].NativeName}", Join(path, rule.Property));
            }
        }
    }

    private void CheckExactlyOne(ExclusionRule rule, Dictionary<string, PropertyValue> result, List<(string Property, string NativeName)> present, string path)
    {
        if (result.Values.Any(value => value is UnknownValue))
            return;
        var all = string.Join(",", rule.Others.Select(other => other.NativeName).Append(rule.NativeName).Order(StringComparer.Ordinal));
        var given = present.Select(other => other.NativeName).ToList();
        if (result.ContainsKey(rule.Property))
            given.Add(rule.NativeName);
        if (given.Count == 0)
            Fail($"Invalid combination of arguments. \"{rule.NativeName}\": one of `{all}` must be specified", Join(path, rule.Property));
        else if (given.Count > 1)
            Fail($"Invalid combination of arguments. \"{rule.NativeName}\": only one of `{all}` can be specified, but `{string.Join(",", given.Order(StringComparer.Ordinal))}` were specified.", Join(path, rule.Property));
    }

    private PropertyValue ConvertValue(PropertySchema property, PropertyValue raw, PropertyValue? old, string path, string name)
    {
        var value = PropertyValues.Plain(raw);
        if (value is UnknownValue)
            return value;
        var converted = property.Shape switch
        {
            PropertyShape.Single => ConvertElement(property, value, old, path, name),
            PropertyShape.Map => ConvertMap(property, value, path, name),
            _ => ConvertList(property, value, old, path, name),
        };
        return Seal(property, converted);
    }

    private static PropertyValue Seal(PropertySchema property, PropertyValue value) =>
        property.Secret && value is not SecretValue and not UnknownValue ? new SecretValue(value) : value;

    private PropertyValue ConvertElement(PropertySchema property, PropertyValue value, PropertyValue? old, string path, string name)
    {
        if (property.Object is null)
            return ConvertScalar(property, value, path, name);
        // A block of which there may be one at most is also taken as a list of one.
        if (value is ArrayValue { Items: [var only] })
            value = PropertyValues.Plain(only);
        if (value is ObjectValue nested)
            return ConvertObject(property.Object, nested.Properties, (old as ObjectValue)?.Properties, path);
        if (value is not UnknownValue)
            Fail($"Expected Object Type. Expected object, got {Kind(value)}", path);
        return value;
    }

    private ArrayValue ConvertList(PropertySchema property, PropertyValue value, PropertyValue? old, string path, string name)
    {
        var items = value is ArrayValue list ? list.Items : [value];
        var olds = old is ArrayValue oldList ? oldList.Items : [];
        return PropertyValues.List(items.Select((item, index) =>
        {
            var plain = PropertyValues.Plain(item);
            return plain is UnknownValue or NullValue
                ? plain
                : ConvertElement(property, plain, index < olds.Length ? PropertyValues.Plain(olds[index]) : null, $"{path}[{index}]", $"{name}[{index}]");
        }));
    }

    private PropertyValue ConvertMap(PropertySchema property, PropertyValue value, string path, string name)
    {
        if (value is ObjectValue map)
        {
            return PropertyMap.From(map.Properties
                .Where(item => !PropertyValues.IsReserved(item.Key) && !PropertyValues.IsNull(PropertyValues.Plain(item.Value)))
                .Select(item => KeyValuePair.Create(item.Key, PropertyValues.Plain(item.Value) is var plain and not UnknownValue ? ConvertScalar(property, plain, Join(path, item.Key), item.Key) : PropertyValue.Unknown)));
        }

        Fail("Attribute must be a map", path);
        return value;
    }

    private PropertyValue ConvertScalar(PropertySchema property, PropertyValue value, string path, string name)
    {
        switch (value)
        {
            case ArrayValue:
                Fail("Attribute must be a single value, not a list", path);
                return value;
            case ObjectValue:
                Fail("Attribute must be a single value, not a map", path);
                return value;
            case UnknownValue:
                return value;
        }

        var converted = (property.Scalar, value) switch
        {
            (ScalarKind.String, BoolValue flag) => flag.Value ? "true" : "false",
            (ScalarKind.String, NumberValue number) => PropertyValues.Format(number.Value),
            (ScalarKind.Integer, NumberValue number) => Math.Truncate(number.Value),
            (ScalarKind.Integer, StringValue text) => long.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)
                ? (double)integer
                : throw new ProviderException($"{name}: strconv.ParseInt: parsing {Quote(text.Value)}: invalid syntax"),
            (ScalarKind.Number, StringValue text) => double.TryParse(text.Value, CultureInfo.InvariantCulture, out var number)
                ? (PropertyValue)number
                : Mismatch($"cannot parse '' as float: strconv.ParseFloat: parsing {Quote(text.Value)}: invalid syntax", value, path),
            (ScalarKind.Boolean, StringValue text) => ParseFlag(text.Value) ?? Mismatch($"cannot parse '' as bool: strconv.ParseBool: parsing {Quote(text.Value)}: invalid syntax", value, path),
            (ScalarKind.Boolean, NumberValue number) => number.Value != 0,
            (ScalarKind.Integer or ScalarKind.Number, BoolValue flag) => flag.Value ? 1.0 : 0.0,
            _ => value,
        };
        if (property.AllowedValues.Count > 0 && converted is StringValue chosen && !property.AllowedValues.Contains(chosen.Value, StringComparer.Ordinal))
            Fail($"expected {property.NativeName} to be one of [{string.Join(' ', property.AllowedValues.Select(Quote))}], got {chosen.Value}", path);
        return converted;
    }

    private PropertyValue Mismatch(string reason, PropertyValue value, string path)
    {
        Fail(reason, path);
        return value;
    }

    // The texts that Go's strconv.ParseBool takes.
    private static PropertyValue? ParseFlag(string text) => text switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => (PropertyValue?)null,
    };

    private static string Quote(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    private static string Kind(PropertyValue value) => value switch
    {
        StringValue => "string",
        BoolValue => "bool",
        NumberValue => "int",
        _ => "slice",
    };

    private static string Join(string path, string key) =>
        path.Length == 0 ? key : key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') ? $"{path}.{key}" : $"{path}[{Quote(key)}]";

    private void Fail(string reason, string path) => _failures.Add(new CheckFailure(null, $"{reason}. Examine values at '{resourceName}.{path}'."));
}

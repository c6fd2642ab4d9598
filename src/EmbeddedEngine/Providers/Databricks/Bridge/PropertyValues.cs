using System.Collections.Immutable;
using System.Globalization;
using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Providers.Databricks.Bridge;

/// <summary>Small questions about property values that every part of the bridge asks.</summary>
internal static class PropertyValues
{
    public const string Defaults = "__defaults";

    public static ArrayValue EmptyList { get; } = new([]);

    public static ObjectValue EmptyMap { get; } = new(PropertyMap.Empty);

    public static bool IsReserved(string key) => key is Defaults or "__meta" or "__pulumi_raw_state_delta" or "__internal";

    public static PropertyValue Plain(PropertyValue value) => value is SecretValue secret ? secret.Element : value;

    public static bool IsNull(PropertyValue? value) => value is null or NullValue;

    /// <summary>Null, empty text, list or object, false, zero: what the provider's framework cannot tell from "not given".</summary>
    public static bool IsZero(PropertyValue? value) => value switch
    {
        null or NullValue => true,
        SecretValue secret => IsZero(secret.Element),
        BoolValue flag => !flag.Value,
        NumberValue number => number.Value == 0,
        StringValue text => text.Value.Length == 0,
        ArrayValue list => list.Items.IsEmpty,
        ObjectValue item => item.Properties.Keys.All(IsReserved),
        _ => false,
    };

    public static PropertyValue? Get(this PropertyMap map, string key) => map.TryGetValue(key, out var value) && value is not NullValue ? Plain(value) : null;

    /// <summary>Empty when it is not there or no text.</summary>
    public static string Text(this PropertyMap map, string key) => map.Get(key) switch
    {
        StringValue text => text.Value,
        NumberValue number => Format(number.Value),
        _ => "",
    };

    public static bool Flag(this PropertyMap map, string key) => map.Get(key) is BoolValue { Value: true };

    public static double Number(this PropertyMap map, string key) => map.Get(key) switch
    {
        NumberValue number => number.Value,
        StringValue text when double.TryParse(text.Value, CultureInfo.InvariantCulture, out var parsed) => parsed,
        _ => 0,
    };

    public static ImmutableArray<PropertyValue> Items(this PropertyMap map, string key) => map.Get(key) is ArrayValue list ? list.Items : [];

    public static PropertyMap? Object(this PropertyMap map, string key) => (map.Get(key) as ObjectValue)?.Properties;

    public static IEnumerable<string> Texts(this PropertyMap map, string key) => map.Items(key).Select(Plain).OfType<StringValue>().Select(text => text.Value);

    public static string Format(double number) => number.ToString("0.################", CultureInfo.InvariantCulture);

    public static bool HasUnknowns(PropertyValue value) => value switch
    {
        UnknownValue => true,
        SecretValue secret => HasUnknowns(secret.Element),
        ArrayValue list => list.Items.Any(HasUnknowns),
        ObjectValue item => item.Properties.Values.Any(HasUnknowns),
        OutputValue output => output.Element is null || HasUnknowns(output.Element),
        _ => false,
    };

    public static ArrayValue List(IEnumerable<PropertyValue> items) => new([.. items]);

    public static ArrayValue TextList(IEnumerable<string> items) => List(items.Select(item => (PropertyValue)item));
}

using Google.Protobuf.WellKnownTypes;

namespace Pulumi.Serialization;

/// <summary>Properties ready to be sent, and the resources that each comes from. What has no value is left out.</summary>
internal sealed record SerializedProperties(Struct Values, IReadOnlyDictionary<string, HashSet<Resource>> Dependencies, bool HasUnknowns)
{
    /// <exception cref="InvalidOperationException">A value cannot be sent; the message names the property.</exception>
    public static async Task<SerializedProperties> SerializeAsync(string label, IEnumerable<KeyValuePair<string, object?>> properties, SerializationOptions options)
    {
        var values = new Struct();
        var dependencies = new Dictionary<string, HashSet<Resource>>(StringComparer.Ordinal);
        var hasUnknowns = false;
        foreach (var (name, property) in properties.OrderBy(property => property.Key, StringComparer.Ordinal))
        {
            var serializer = new PropertySerializer(options);
            try
            {
                if (await serializer.SerializeAsync($"{label}.{name}", property).ConfigureAwait(false) is not { } value)
                    continue;
                values.Fields.Add(name, value);
                dependencies[name] = serializer.Dependencies;
                hasUnknowns |= serializer.HasUnknowns;
            }
            catch (InvalidOperationException exception)
            {
                throw new InvalidOperationException($"error serializing property \"{name}\": {exception.Message}", exception);
            }
        }

        return new SerializedProperties(values, dependencies, hasUnknowns);
    }
}

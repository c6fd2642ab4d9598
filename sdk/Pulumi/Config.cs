using System.Globalization;
using System.Text.Json;

namespace Pulumi;

/// <summary>The stack's configuration of one namespace; by default the project's.</summary>
public sealed class Config
{
    private readonly string _name;

    public Config(string? name = null)
    {
        name ??= Deployment.Instance.ProjectName;
        _name = name.EndsWith(":config", StringComparison.Ordinal) ? name[..^":config".Length] : name;
    }

    public string? Get(string key) => Deployment.CurrentOrThrow.Settings.Config.GetValueOrDefault($"{_name}:{key}");

    public Output<string>? GetSecret(string key) => Get(key) is { } value ? Output.CreateSecret(value) : null;

    /// <exception cref="RunException">The value is neither "true" nor "false".</exception>
    public bool? GetBoolean(string key)
        => Get(key) switch
        {
            null => null,
            "true" => true,
            "false" => false,
            var value => throw Mistyped(key, value, nameof(Boolean)),
        };

    public Output<bool>? GetSecretBoolean(string key) => GetBoolean(key) is { } value ? Output.CreateSecret(value) : null;

    /// <exception cref="RunException">The value is not a whole number.</exception>
    public int? GetInt32(string key)
        => Get(key) is not { } value ? null
            : int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number
            : throw Mistyped(key, value, nameof(Int32));

    public Output<int>? GetSecretInt32(string key) => GetInt32(key) is { } value ? Output.CreateSecret(value) : null;

    /// <exception cref="RunException">The value is not a number.</exception>
    public double? GetDouble(string key)
        => Get(key) is not { } value ? null
            : double.TryParse(value, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) ? number
            : throw Mistyped(key, value, nameof(Double));

    public Output<double>? GetSecretDouble(string key) => GetDouble(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>A value that is JSON.</summary>
    /// <exception cref="RunException">The value is not JSON of the type.</exception>
    public T GetObject<T>(string key) => Parse<T>(key, options: null);

    public T GetObject<T>(string key, JsonSerializerOptions options) => Parse<T>(key, options);

    public Output<T>? GetSecretObject<T>(string key) => Get(key) is null ? null : Output.CreateSecret(Parse<T>(key, options: null));

    public Output<T>? GetSecretObject<T>(string key, JsonSerializerOptions options) => Get(key) is null ? null : Output.CreateSecret(Parse<T>(key, options));

    /// <exception cref="RunException">There is no value.</exception>
    public string Require(string key) => Get(key) ?? throw Missing(key);

    public Output<string> RequireSecret(string key) => GetSecret(key) ?? throw Missing(key);

    public bool RequireBoolean(string key) => GetBoolean(key) ?? throw Missing(key);

    public Output<bool> RequireSecretBoolean(string key) => GetSecretBoolean(key) ?? throw Missing(key);

    public int RequireInt32(string key) => GetInt32(key) ?? throw Missing(key);

    public Output<int> RequireSecretInt32(string key) => GetSecretInt32(key) ?? throw Missing(key);

    public double RequireDouble(string key) => GetDouble(key) ?? throw Missing(key);

    public Output<double> RequireSecretDouble(string key) => GetSecretDouble(key) ?? throw Missing(key);

    public T RequireObject<T>(string key) => Get(key) is null ? throw Missing(key) : Parse<T>(key, options: null);

    public T RequireObject<T>(string key, JsonSerializerOptions options) => Get(key) is null ? throw Missing(key) : Parse<T>(key, options);

    public Output<T> RequireSecretObject<T>(string key) => GetSecretObject<T>(key) ?? throw Missing(key);

    public Output<T> RequireSecretObject<T>(string key, JsonSerializerOptions options) => GetSecretObject<T>(key, options) ?? throw Missing(key);

    private T Parse<T>(string key, JsonSerializerOptions? options)
    {
        if (Get(key) is not { } value)
            return default!;
        try
        {
            return JsonSerializer.Deserialize<T>(value, options)!;
        }
        catch (JsonException exception)
        {
            throw Mistyped(key, value, typeof(T).FullName!, exception);
        }
    }

    // The value of a secret must not reach a log through the message.
    private RunException Mistyped(string key, string value, string type, Exception? cause = null)
    {
        var full = $"{_name}:{key}";
        var shown = Deployment.CurrentOrThrow.Settings.ConfigSecretKeys.Contains(full) ? "[secret]" : value;
        return new RunException($"Configuration '{full}' value '{shown}' is not a valid {type}", cause);
    }

    private RunException Missing(string key)
        => new($"Missing Required configuration variable '{_name}:{key}'\n\tplease set a value using the command `pulumi config set {_name}:{key} <value>`");
}

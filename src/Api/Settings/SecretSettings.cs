using Microsoft.Extensions.Configuration.Json;

namespace Provisioner.Api.Settings;

/// <summary>
/// Secrets come from the environment (<c>PROVISIONER_Git__Token</c>) or from a file that a setting names (<c>Git:TokenFile</c>, which may be in
/// the settings file), never from the settings file itself.
/// </summary>
internal static class SecretSettings
{
    public static readonly string[] Keys =
    [
        "Git:Token", "Databricks:Token", "Databricks:AccountToken", "Databricks:ClientSecret", "Azure:ClientSecret", "Authentication:ApiKeys", "Passphrase",
    ];

    /// <summary>Reads the files that are named; what is wrong is added to <paramref name="problems"/>.</summary>
    public static Dictionary<string, string?> ReadFiles(IConfigurationRoot configuration, List<string> problems)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var key in Keys)
        {
            if (configuration.Providers.OfType<JsonConfigurationProvider>().Any(file => file.TryGet(key, out var inFile) && !string.IsNullOrEmpty(inFile)))
                problems.Add($"{key} is a secret and must not be in a settings file: set {EnvironmentName(key)}, or {key}File to the path of a file that holds it.");
            if (configuration[key + "File"] is not { Length: > 0 } path)
                continue;
            if (!string.IsNullOrEmpty(configuration[key]))
            {
                problems.Add($"{key} and {key}File are both given: choose one.");
                continue;
            }

            try
            {
                values[key] = File.ReadAllText(path).Trim();
                if (values[key] is "")
                    problems.Add($"{key}File names {path}, which is empty.");
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                problems.Add($"{key}File names {path}, which cannot be read: {failure.Message}");
            }
        }

        return values;
    }

    public static IEnumerable<string?> Values(IConfiguration configuration)
    {
        foreach (var key in Keys)
        {
            foreach (var value in key == "Authentication:ApiKeys" ? new CallerOptions { ApiKeys = configuration[key] }.ApiKeyList : [configuration[key] ?? ""])
                yield return value;
        }
    }

    private static string EnvironmentName(string key) => $"{ServiceSettings.EnvironmentPrefix}{key.Replace(":", "__", StringComparison.Ordinal)}";
}

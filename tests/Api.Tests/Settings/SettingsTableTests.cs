using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using Provisioner.Api.Settings;
using Provisioner.Descriptors;
using Provisioner.Operations;
using Provisioner.Operations.Connections;
using Provisioner.Stacks.Settings;

namespace Provisioner.Api.Tests.Settings;

/// <summary>docs/settings.md has every setting that there is, with its default, and no other.</summary>
public class SettingsTableTests
{
    [Fact]
    public void Table_AndCode_Agree()
    {
        var documented = Regex.Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "settings.md")), @"^\| `(?<name>[A-Za-z:]+)` \| ?(?<default>[^|]*?) ?\|", RegexOptions.Multiline, TimeSpan.FromSeconds(1))
            .ToDictionary(row => row.Groups["name"].Value, row => row.Groups["default"].Value.Replace("`", "", StringComparison.Ordinal), StringComparer.Ordinal);
        documented.Remove("Logging:LogLevel:Default");

        var real = new Dictionary<string, string>(StringComparer.Ordinal) { ["Emulator"] = "" };
        Add(real, "", new EngineOptions(), null);
        Add(real, "Server:", new ServerOptions(), null);
        Add(real, "Authentication:", new CallerOptions(), null);
        Add(real, "State:", new StateOptions(), null);
        Add(real, "Operations:", new OperationsOptions(), null);
        Add(real, "Databricks:", new DatabricksOptions(), null);
        Add(real, "Azure:", new AzureOptions(), null);
        Add(real, "Git:", new GitOptions(), null);
        Add(real, "Permissions:", new PermissionsOptions(), new StackSettings());
        Add(real, "Descriptors:", new DescriptorOptions(), new DescriptorSettings());

        Assert.Equal(real.Keys.Order(StringComparer.Ordinal), documented.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(real.OrderBy(setting => setting.Key, StringComparer.Ordinal), documented.OrderBy(setting => setting.Key, StringComparer.Ordinal));
    }

    /// <param name="defaults">Where a setting that is null takes its value from: the property of the same name.</param>
    private static void Add(Dictionary<string, string> settings, string prefix, object options, object? defaults)
    {
        foreach (var property in options.GetType().GetProperties().Where(property => property.SetMethod is not null))
        {
            var value = property.GetValue(options);
            var fallback = defaults?.GetType().GetProperty(property.Name)?.GetValue(defaults);
            if (value is not null && value.GetType().IsClass && value.GetType().Namespace == typeof(ServiceSettings).Namespace)
                Add(settings, $"{prefix}{property.Name}:", value, fallback);
            else
                settings.Add(prefix + property.Name, Text(value ?? fallback));
        }
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        IEnumerable list => string.Join(", ", list.Cast<object>()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}

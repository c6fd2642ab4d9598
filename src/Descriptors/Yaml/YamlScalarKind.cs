using System.Text.RegularExpressions;

namespace Provisioner.Descriptors.Yaml;

internal enum YamlScalarType
{
    Text,
    Null,
    Boolean,
    Integer,
    Number,
}

/// <summary>The core schema of YAML 1.2 (chapter 10.3): which unquoted words are no texts.</summary>
internal static partial class YamlScalarKind
{
    public static YamlScalarType Of(YamlScalar scalar) => !scalar.IsPlain ? YamlScalarType.Text : scalar.Text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => YamlScalarType.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => YamlScalarType.Boolean,
        { Length: > 400 } => YamlScalarType.Text,
        var text when Integer().IsMatch(text) => YamlScalarType.Integer,
        var text when Number().IsMatch(text) => YamlScalarType.Number,
        _ => YamlScalarType.Text,
    };

    [GeneratedRegex(@"\A[-+]?[0-9]+\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Integer();

    [GeneratedRegex(@"\A([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|0o[0-7]+|0x[0-9a-fA-F]+)\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}

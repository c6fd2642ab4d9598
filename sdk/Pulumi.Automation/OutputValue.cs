namespace Pulumi.Automation;

/// <summary>An output of a stack.</summary>
public sealed class OutputValue
{
    internal OutputValue(object value, bool isSecret)
    {
        Value = value;
        IsSecret = isSecret;
    }

    /// <summary>In plain text, also when it is a secret: text, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="DateTime"/>, array or dictionary.</summary>
    public object Value { get; }

    public bool IsSecret { get; }
}

namespace Provisioner.EmbeddedEngine.Engine.Steps;

/// <summary>Text that a person can paste into a shell.</summary>
internal static class ShellText
{
    public static string Quote(string text) => OperatingSystem.IsWindows() ? $"\"{text}\"" : $"'{text}'";
}

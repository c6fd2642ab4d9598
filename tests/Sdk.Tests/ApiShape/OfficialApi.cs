namespace Provisioner.Sdk.Tests.ApiShape;

/// <summary>The signatures of the official packages (3.112) that we implement: <c>official-api.txt</c>.</summary>
internal static class OfficialApi
{
    public static IEnumerable<string> Signatures() => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "ApiShape", "official-api.txt"));
}

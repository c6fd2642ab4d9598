using System.Text;
using Provisioner.Api.Tests.Interface;

namespace Provisioner.Api.Tests.Contract;

public class FuzzTests
{
    private const int Seed = 20_240_607;

    private static readonly string[] Fragments =
        ["{", "}", "[", "]", "\"", "null", "true", "-1e999", "\\u0000", "\\ud800", "&a [*a,*a]", "*x", "!!binary ", "? ", "<<: ", "\t", "\0", "%YAML 9", "{\"a\":", "---", "\uFEFF", "9999999999999999999999"];

    [Theory]
    [InlineData("/v1/validate")]
    [InlineData("/v2/validate")]
    [InlineData("/v1/provision")]
    [InlineData("/v1/unprovision")]
    [InlineData("/v1/updateacl")]
    [InlineData("/v1/reverse-provisioning")]
    public async Task MangledBody_NeverASystemErrorAndNeverAStackTrace(string path)
    {
        await using var service = await RunningService.StartAsync();
        var random = new Random(Seed);
        // Kept invalid at heart, so that no mutation sends the validation to EmulatedDatabricks.
        var descriptor = Sample.Descriptor.Replace("numWorkers: 2", "numWorkers: 0", StringComparison.Ordinal);
        string[] seeds = [Sample.Request(descriptor), ComponentSamples.Access(), ComponentSamples.Reverse("x"), Sample.Request(Mangled(descriptor, random))];
        for (var i = 0; i < 150; i++)
        {
            var body = i % 3 == 0 ? Sample.Request(Mangled(descriptor, random)) : Mangled(seeds[i % seeds.Length], random);
            var (status, answer) = await service.PostAsync(path, body);
            Assert.True(status is 200 or 202 or 400, $"{status} {answer} for {body}");
            Assert.DoesNotContain("   at ", answer?.ToJsonString() ?? "", StringComparison.Ordinal);
        }
    }

    private static string Mangled(string text, Random random)
    {
        var mangled = new StringBuilder(text);
        for (var i = random.Next(1, 5); i > 0 && mangled.Length > 1; i--)
        {
            var at = random.Next(mangled.Length);
            switch (random.Next(5))
            {
                case 0:
                    mangled.Remove(at, Math.Min(random.Next(1, 40), mangled.Length - at));
                    break;
                case 1:
                    mangled.Insert(at, Fragments[random.Next(Fragments.Length)]);
                    break;
                case 2:
                    mangled[at] = (char)random.Next(1, 0xD7FF);
                    break;
                case 3:
                    mangled.Insert(at, mangled.ToString(at, Math.Min(random.Next(1, 400), mangled.Length - at)));
                    break;
                default:
                    mangled.Length = Math.Max(1, at);
                    break;
            }
        }

        return mangled.ToString();
    }
}

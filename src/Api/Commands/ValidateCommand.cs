using System.CommandLine;
using Provisioner.Operations.Secrets;
using Provisioner.Operations.Validation;

namespace Provisioner.Api.Commands;

/// <summary><c>provisioner validate</c>: what <c>/v1/validate</c> says, without a service.</summary>
internal static class ValidateCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var file = new Argument<string>("FILE") { Description = "Descriptor with componentIdToProvision (YAML); - reads standard input." };
        var reading = new ReadingServices();
        var command = new Command(
            "validate",
            "Says whether a component could be deployed as it is described, and whether what it has deployed is still as it was. It changes nothing. "
            + "Exit codes: 0 valid, 1 error, 2 valid, but live objects differ from what was deployed, 3 not valid.")
        { file, reading.Data, reading.Config, reading.Emulator };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, file, reading, output, error, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, Argument<string> file, ReadingServices reading, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (await InputFile.ReadAsync(parsed.GetValue(file)!, error, cancellationToken) is not { } descriptor)
            return ExitCodes.Failure;
        await using var services = await reading.OpenAsync(parsed, error);
        if (services is null)
            return ExitCodes.Failure;
        var verdict = await services.GetRequiredService<ComponentValidator>().ValidateAsync(descriptor, cancellationToken);
        var redactor = services.GetRequiredService<Redactor>();
        foreach (var warning in verdict.Warnings)
            await output.WriteLineAsync($"warning: {redactor.Redact(warning)}");
        foreach (var problem in verdict.Errors)
            await output.WriteLineAsync($"error: {redactor.Redact(problem)}");
        await output.WriteLineAsync(verdict.IsValid ? "valid" : "not valid");
        if (!verdict.IsValid)
            return ExitCodes.NotValid;
        return verdict.HasDrift ? ExitCodes.Changes : ExitCodes.Success;
    }
}

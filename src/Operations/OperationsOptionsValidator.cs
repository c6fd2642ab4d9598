using Microsoft.Extensions.Options;

namespace Provisioner.Operations;

internal sealed class OperationsOptionsValidator : IValidateOptions<OperationsOptions>
{
    public ValidateOptionsResult Validate(string? name, OperationsOptions options)
    {
        var failures = new List<string>();
        Range("Operations:Concurrency", options.Concurrency, 1, 64);
        Range("Operations:KeepHistory", options.KeepHistory, 1, 100_000);
        Range("Operations:KeepBackups", options.KeepBackups, 1, 100_000);
        if (options.StopTimeout < TimeSpan.FromSeconds(1) || options.StopTimeout > TimeSpan.FromHours(1))
            failures.Add($"Operations:StopTimeout is {options.StopTimeout}; it must be between 00:00:01 and 01:00:00.");
        if (options.KeepOperations < TimeSpan.FromHours(1))
            failures.Add($"Operations:KeepOperations is {options.KeepOperations}; it must be at least 01:00:00.");
        if (options.LostCallWait < TimeSpan.Zero || options.LostCallWait > TimeSpan.FromMinutes(5))
            failures.Add($"Operations:LostCallWait is {options.LostCallWait}; it must be between 00:00:00 and 00:05:00.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Range(string setting, int value, int least, int most)
        {
            if (value < least || value > most)
                failures.Add($"{setting} is {value}; it must be between {least} and {most}.");
        }
    }
}

using System.Diagnostics;
using System.Security.Cryptography;
using Provisioner.Emulator;

namespace Provisioner.Conformance;

/// <summary>The kit with its npm packages, and the executable under test; prepared once, kept for later runs below <c>artifacts/</c>.</summary>
public sealed class NodeKit : IDisposable
{
    private const string KitScript = "kit.cjs";
    private const string OutOfTime = "no end in 120 s";
    private const string Executable = "artifacts/embedded/bin/Api/release/provisioner";

    // A case waits for processes most of its time, but every process is a start of Node or of .NET.
    private static readonly int SideBySide = Math.Clamp(Environment.ProcessorCount, 1, 4);

    // A script that hangs is a failure, not a run without end; the kit itself gives up on a case after 120 s.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Lazy<Task> _prepared;
    private readonly SemaphoreSlim _gate = new(SideBySide);
    private readonly SemaphoreSlim _alone = new(1);
    private readonly string _root = FindRoot();

    public NodeKit() => _prepared = new Lazy<Task>(PrepareAsync);

    public static IReadOnlyList<string> Cases { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "kit", "cases"), "*.cjs").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)];

    public static bool HasNode { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "node")) && File.Exists(Path.Combine(folder, "npm")));

    private string Folder => Path.Combine(_root, "artifacts", "conformance");

    /// <summary>Runs a script of the kit's folder against an emulator of its own.</summary>
    public async Task<ScriptResult> RunAsync(string script, Func<string, IEnumerable<string>> arguments, CancellationToken cancellationToken)
    {
        await _prepared.Value.WaitAsync(cancellationToken);
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await using var emulator = await EmulatorServer.StartAsync(new EmulatorOptions(), cancellationToken);
            var host = emulator.Address.ToString().TrimEnd('/');
            return await StartAsync("node", [script, "--cli", Path.Combine(Folder, "cli"), "--host", host, .. arguments(host)], cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Runs a case. The kit's own limit for one is meant for a quiet machine: one that ran into it is run once more, alone. What hangs does so again.</summary>
    /// <param name="arguments">Which case it is, as the kit takes it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ScriptResult> RunCaseAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await RunAsync(KitScript, _ => arguments, cancellationToken);
        return result.Output.Contains(OutOfTime, StringComparison.Ordinal) ? await RunAloneAsync(KitScript, _ => arguments, cancellationToken) : result;
    }

    /// <summary>As <see cref="RunAsync"/>, with nothing else beside it.</summary>
    private async Task<ScriptResult> RunAloneAsync(string script, Func<string, IEnumerable<string>> arguments, CancellationToken cancellationToken)
    {
        await _alone.WaitAsync(cancellationToken);
        var taken = 0;
        try
        {
            for (; taken < SideBySide - 1; taken++)
                await _gate.WaitAsync(cancellationToken);
            return await RunAsync(script, arguments, cancellationToken);
        }
        finally
        {
            if (taken > 0)
                _gate.Release(taken);
            _alone.Release();
        }
    }

    public void Dispose()
    {
        _gate.Dispose();
        _alone.Dispose();
    }

    private async Task PrepareAsync()
    {
        Assert.True(File.Exists(Path.Combine(_root, Executable)), $"{Executable} is not built.");
        Directory.CreateDirectory(Folder);
        using var held = new FileStream(Path.Combine(Folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        Copy(Path.Combine(AppContext.BaseDirectory, "kit"), Folder);
        Copy(Path.Combine(AppContext.BaseDirectory, "data"), Path.Combine(Folder, "data"));
        Copy(Path.Combine(AppContext.BaseDirectory, "more"), Path.Combine(Folder, "more"));
        WriteExecutable();
        var packages = await File.ReadAllBytesAsync(Path.Combine(Folder, "package.json"));
        var digest = Convert.ToHexString(SHA256.HashData(packages));
        var stamp = Path.Combine(Folder, ".installed");
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == digest)
            return;
        var installed = await StartAsync("npm", ["install", "--no-audit", "--no-fund", "--loglevel", "error"], CancellationToken.None);
        Assert.True(installed.ExitCode == 0, $"npm install failed:\n{installed.Output}");
        await File.WriteAllTextAsync(stamp, digest);
    }

    // An SDK finds the CLI as <root>/bin/pulumi. The launcher of the repository would look for changed sources at each of its many starts.
    private void WriteExecutable()
    {
        var path = Path.Combine(Folder, "cli", "bin", "pulumi");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"#!/bin/sh\nexec '{Path.Combine(_root, Executable)}' pulumi \"$@\"\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private async Task<ScriptResult> StartAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // The machine's own Pulumi settings and proxies are none of the kit's business.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PULUMI_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["PULUMI_HOME"] = Path.Combine(Folder, "home");
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(either.Token);
            return new ScriptResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            if (cancellationToken.IsCancellationRequested)
                throw;
            return new ScriptResult(-1, await output, $"{await error}\nno end in {Patience.TotalMinutes} minutes");
        }
    }

    private static void Copy(string source, string target)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var path = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(file, path, overwrite: true);
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Provisioner.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No repository above {AppContext.BaseDirectory}.");
    }
}

using System.Globalization;
using System.Text.Json;
using Provisioner.EmbeddedEngine.Backend;
using Provisioner.EmbeddedEngine.State;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>The state of a stack during an operation: read once, written at each checkpoint, recorded in the history at the end.</summary>
internal sealed class StackStore : ICheckpointWriter
{
    /// <summary>How many operations' history and backups are kept for each stack; all when it is not set.</summary>
    public const string RetentionVariable = "PROVISIONER_HISTORY_RETENTION";

    private readonly CommandContext _context;
    private readonly StackReference _stack;
    private readonly CheckpointWriter _writer;

    private StackStore(CommandContext context, StackReference stack, CheckpointWriter writer) => (_context, _stack, _writer) = (context, stack, writer);

    public Deployment Deployment => _writer.Latest.Deployment;

    /// <param name="crypter">The key for what is written. What is there may be under another one: then that is opened as well.</param>
    public static StackStore Open(CommandContext context, StackReference stack, PassphraseCrypter crypter)
    {
        using var document = context.Backend.Read(stack);
        var path = context.Backend.PathOf(stack);
        var latest = CheckpointJson.Latest(document.RootElement, path);
        var resources = new ResourceStateJson(new EncryptingCodec(crypter));
        var salt = latest.ValueKind == JsonValueKind.Object ? CheckpointJson.Salt(latest, path) : null;
        StackCheckpoint checkpoint;
        if (salt is null || salt == crypter.Salt)
            checkpoint = CheckpointJson.Read(latest, resources, path);
        else
        {
            using var other = StackSecrets.Open(context, salt);
            checkpoint = CheckpointJson.Read(latest, new ResourceStateJson(new EncryptingCodec(other)), path);
        }
        if (!context.Line.Flag("disable-integrity-checking") && DeploymentIntegrity.Check(checkpoint.Deployment) is { } problem)
            throw new CliException($"snapshot integrity failure; refusing to use it: {problem}");
        return new StackStore(
            context, stack, new CheckpointWriter(context.Backend, stack, checkpoint with { Salt = crypter.Salt }, resources, context.Invocation.Time));
    }

    public Task WriteAsync(Deployment deployment, CancellationToken cancellationToken) => _writer.WriteAsync(deployment, cancellationToken);

    public void Record(UpdateRecord record)
    {
        int? retention = null;
        if (_context.Environment(RetentionVariable) is { Length: > 0 } text)
        {
            retention = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
                ? count
                : throw new CliException($"{RetentionVariable} must be a whole number above zero: '{text}'");
        }
        var backup = !_context.EnvironmentFlag("PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS") && !_context.EnvironmentFlag("PULUMI_SELF_MANAGED_STATE_DISABLE_CHECKPOINT_BACKUPS");
        var checkpoint = File.ReadAllBytes(_context.Backend.PathOf(_stack));
        new UpdateHistory(_context.Backend.Location, _stack).Add(record, checkpoint, backup, retention, _context.Invocation.Time);
    }
}

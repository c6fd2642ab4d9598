using System.Collections.Immutable;
using Provisioner.EmbeddedEngine.Backend;
using Provisioner.EmbeddedEngine.Engine;
using Provisioner.EmbeddedEngine.Protocol;

namespace Provisioner.EmbeddedEngine.Cli;

/// <summary>What a preview and the operation after it share.</summary>
internal sealed record OperationSetup(
    StackReference Stack, StackConfigFile Config, PassphraseCrypter Crypter, LanguageHost? Program, ImmutableSortedDictionary<string, ConfigEntry> Configuration, ImmutableArray<string> Kept);

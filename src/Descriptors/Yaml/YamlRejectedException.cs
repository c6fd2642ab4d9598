namespace Provisioner.Descriptors.Yaml;

/// <summary>Ends the reading of a document from any depth; <see cref="YamlTreeReader"/> turns it into a result and nobody else sees it.</summary>
internal sealed class YamlRejectedException(string message) : Exception(message);

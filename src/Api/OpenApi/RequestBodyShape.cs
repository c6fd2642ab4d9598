namespace Provisioner.Api.OpenApi;

/// <summary>The type that an endpoint reads its body as.</summary>
internal sealed record RequestBodyShape(Type Type);

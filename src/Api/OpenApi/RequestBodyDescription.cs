using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Provisioner.Api.OpenApi;

/// <summary>Adds the bodies that handlers read by hand.</summary>
internal sealed class RequestBodyDescription : IOpenApiOperationTransformer
{
    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<RequestBodyShape>().FirstOrDefault() is not { } shape)
            return;
        var schema = await context.GetOrCreateSchemaAsync(shape.Type, null, cancellationToken);
        context.Document!.AddComponent(shape.Type.Name, schema);
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/json"] = new() { Schema = new OpenApiSchemaReference(shape.Type.Name, context.Document) },
            },
        };
    }
}

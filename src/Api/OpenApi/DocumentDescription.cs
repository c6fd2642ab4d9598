using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Provisioner.Api.OpenApi;

/// <summary>The head of the OpenAPI document.</summary>
internal sealed class DocumentDescription : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Specific Provisioner for Databricks",
            Version = "2.2.0",
            Description = "Deploys the components of data products on Databricks: jobs, workflows, DLT pipelines and output ports.",
        };
        // The address is the one that the reader used.
        document.Servers = [];
        return Task.CompletedTask;
    }
}

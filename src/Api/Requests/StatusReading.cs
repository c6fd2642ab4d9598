using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Provisioner.Api.Contract;
using Provisioner.Operations.Store;

namespace Provisioner.Api.Requests;

/// <summary>Answers the polls: what the store holds, in the interface's form.</summary>
internal sealed class StatusReading(OperationStore store)
{
    public Results<Ok<ProvisioningStatus>, BadRequest<RequestValidationError>> Provisioning(string token)
    {
        if (store.Find(token) is not { Kind: OperationKind.Provision or OperationKind.Unprovision or OperationKind.UpdateAcl } row)
            return Refusal.UnknownToken(token);
        return TypedResults.Ok(new ProvisioningStatus
        {
            Status = StatusOf(row.Status),
            Result = row.Result,
            Info = row.Info is null ? null : new Info { PublicInfo = Part(row.Info, "publicInfo"), PrivateInfo = Part(row.Info, "privateInfo") },
            Logs = Logs(row.Sequence),
        });
    }

    public Results<Ok<ValidationStatus>, BadRequest<RequestValidationError>> Validation(string token)
    {
        if (store.Find(token) is not { Kind: OperationKind.Validate } row)
            return Refusal.UnknownToken(token);
        return TypedResults.Ok(new ValidationStatus { Status = StatusOf(row.Status), Info = ResultOf(row) });
    }

    public Results<Ok<ReverseProvisioningStatus>, BadRequest<RequestValidationError>> ReverseProvisioning(string token)
    {
        if (store.Find(token) is not { Kind: OperationKind.ReverseProvision } row)
            return Refusal.UnknownToken(token);
        return TypedResults.Ok(new ReverseProvisioningStatus
        {
            Status = StatusOf(row.Status),
            Updates = row.Info is null ? [] : Part(row.Info, "updates"),
            Logs = Logs(row.Sequence),
        });
    }

    private static ValidationInfo? ResultOf(OperationRow row)
    {
        if (row.Info is null)
            return null;
        var found = JsonNode.Parse(row.Info);
        return new ValidationInfo { PublicInfo = ValidationResult.Of(Sentences(found?["errors"]), Sentences(found?["warnings"])) };
    }

    private static string[] Sentences(JsonNode? list) => list is JsonArray sentences ? [.. sentences.Select(sentence => sentence!.GetValue<string>())] : [];

    private static JsonObject Part(string info, string name) => JsonNode.Parse(info)?[name] is JsonObject part ? (JsonObject)part.DeepClone() : [];

    private static Status StatusOf(OperationStatus status) => status switch
    {
        OperationStatus.Completed => Status.Completed,
        OperationStatus.Failed => Status.Failed,
        _ => Status.Running,
    };

    private Log[] Logs(long sequence) =>
    [
        .. store.Logs(sequence).Select(line => new Log
        {
            Timestamp = line.Timestamp,
            Level = line.Severity switch
            {
                LogSeverity.Debug => Contract.LogLevel.Debug,
                LogSeverity.Warning => Contract.LogLevel.Warning,
                LogSeverity.Error => Contract.LogLevel.Error,
                _ => Contract.LogLevel.Info,
            },
            Message = line.Message,
            Phase = line.Phase,
        }),
    ];
}

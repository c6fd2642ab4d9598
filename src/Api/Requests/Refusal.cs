using Microsoft.AspNetCore.Http.HttpResults;
using Provisioner.Api.Contract;
using Provisioner.Descriptors.Problems;

namespace Provisioner.Api.Requests;

/// <summary>Makes the interface's 400 from problems.</summary>
internal static class Refusal
{
    private const int LongestInput = 2000;

    public static BadRequest<RequestValidationError> Of(IReadOnlyList<Problem> problems, string userMessage, string? input = null, params string[] solutions)
    {
        string[] texts = [.. problems.Select(problem => problem.ToString())];
        return TypedResults.BadRequest(new RequestValidationError
        {
            Errors = texts,
            UserMessage = userMessage,
            Input = input is { Length: > LongestInput } ? input[..LongestInput] + "…" : input,
            InputErrorField = problems[0].Path,
            MoreInfo = new ErrorMoreInfo
            {
                Problems = texts,
                Solutions = solutions.Length > 0 ? solutions : ["Correct the fields that are named and send the request again."],
            },
        });
    }

    public static BadRequest<RequestValidationError> UnknownToken(string token) => Of(
        [new Problem("token", "no operation of this kind has this token.")],
        "The operation is not known: its token is wrong, or it ended so long ago that it was deleted.",
        token,
        "Use the token exactly as the call that started the operation answered it.");
}

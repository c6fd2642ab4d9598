using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Provisioner.Emulator.Http;

namespace Provisioner.Emulator.Control;

/// <summary>The emulator's own address, <c>/_emulator/…</c>: what is stored, what was called, ordered faults, seeds, reset.</summary>
internal sealed class ControlApi(Universe universe)
{
    public ApiAnswer Handle(string method, RequestTarget target, IQueryCollection query, string body)
    {
        try
        {
            return (method, target.Segments) switch
            {
                ("GET", [_, "state"]) => State(query["host"].ToString()),
                ("GET", [_, "calls"]) => ApiAnswer.Ok(universe.Calls.After(long.TryParse(query["after"], out var after) ? after : 0)),
                ("DELETE", [_, "calls"]) => Done(universe.Calls.Clear),
                ("GET", [_, "faults"]) => ApiAnswer.Ok(universe.Faults.View()),
                ("POST", [_, "faults"]) => Done(() => universe.Faults.Add(Faults(body))),
                ("DELETE", [_, "faults"]) => Done(universe.Faults.Clear),
                ("POST", [_, "seed"]) => Done(() => universe.Seed(body)),
                ("POST", [_, "reset"]) => Done(universe.Reset),
                _ => Refuse(404, "ENDPOINT_NOT_FOUND", $"The control address has no '{method} {target.Path}': GET state, GET or DELETE calls, GET, POST or DELETE faults, POST seed, POST reset"),
            };
        }
        catch (ApiRefusal refusal)
        {
            return Refuse(refusal.Status, refusal.Code, refusal.Message);
        }
        catch (EmulatorSeedException e)
        {
            return Refuse(400, "INVALID_PARAMETER_VALUE", e.Message);
        }
    }

    private ApiAnswer State(string host)
    {
        var world = universe.World;
        lock (world.Gate) return ApiAnswer.Ok(StateView.Of(world, host.Length == 0 ? null : host));
    }

    private static List<Fault> Faults(string body)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(body);
        }
        catch (JsonException e)
        {
            throw ApiRefusal.Malformed($"The list of faults is no JSON: {e.Message}");
        }

        return node switch
        {
            JsonObject one => [Fault.Read(one)],
            JsonArray list => [.. list.Select(item => Fault.Read(item as JsonObject ?? throw ApiRefusal.Malformed("A fault must be an object")))],
            _ => throw ApiRefusal.Malformed("The body must be a list of faults"),
        };
    }

    private static ApiAnswer Done(Action action)
    {
        action();
        return ApiAnswer.Empty();
    }

    private static ApiAnswer Refuse(int status, string code, string message) => new(status, new JsonObject { ["error_code"] = code, ["message"] = message });
}

namespace Provisioner.Emulator.Http;

/// <summary>
/// A call that the emulated service refuses. It is thrown deep inside handlers and turned into the surface's error body in one place
/// (<see cref="Dispatcher"/>).
/// </summary>
internal sealed class ApiRefusal(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public static ApiRefusal Invalid(string message) => new(400, "INVALID_PARAMETER_VALUE", message);

    public static ApiRefusal Missing(string message) => new(404, "RESOURCE_DOES_NOT_EXIST", message);

    public static ApiRefusal Exists(string message) => new(400, "RESOURCE_ALREADY_EXISTS", message);

    public static ApiRefusal Forbidden(string message) => new(403, "PERMISSION_DENIED", message);

    public static ApiRefusal Malformed(string message) => new(400, "MALFORMED_REQUEST", message);
}

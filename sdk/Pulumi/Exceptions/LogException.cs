namespace Pulumi;

/// <summary>A message could not be sent to the engine; it is not itself reported there.</summary>
public class LogException(Exception exception) : Exception("Error occurred during logging: " + exception.Message, exception);

namespace Dispatch.Registry;

/// <param name="Before">JSON.</param>
/// <param name="After">JSON.</param>
public sealed record FieldChange(string Before, string After);

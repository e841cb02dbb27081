namespace Dispatch.Registry;

/// <summary>一人一档 as somebody has it open.</summary>
/// <param name="Version">How often it was changed at the console until then.</param>
public sealed record ElderRecord(Elder Elder, long Version);

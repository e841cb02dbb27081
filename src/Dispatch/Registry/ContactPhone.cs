namespace Dispatch.Registry;

/// <summary>The number of somebody close to an elder; a daughter may be close to two.</summary>
internal sealed record ContactPhone(string Phone, string ElderId);

namespace Dispatch.Registry;

/// <summary>One of an elder's numbers; a couple may share one.</summary>
internal sealed record ElderPhone(string Phone, string ElderId);

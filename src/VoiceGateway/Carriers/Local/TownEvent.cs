namespace VoiceGateway.Carriers.Local;

/// <summary>Something that happened on the town's phones, as the pages are told of it.</summary>
/// <param name="Kind">message, read, ring, ringEnd; open at the beginning of the stream.</param>
/// <param name="Phone">The phone that it happened on.</param>
/// <param name="Message">message: which.</param>
/// <param name="Call">ring and ringEnd: id of the call.</param>
/// <param name="At">read: everything until then.</param>
internal sealed record TownEvent(string Kind, string Phone, LocalMessage? Message = null, string? Call = null, DateTimeOffset? At = null);

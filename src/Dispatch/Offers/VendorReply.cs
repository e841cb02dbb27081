namespace Dispatch.Offers;

/// <summary>What a vendor's message says.</summary>
/// <param name="Code">The offer or job that is meant (17接); null where none is named.</param>
internal sealed record VendorReply(VendorWord Word, string? Code);

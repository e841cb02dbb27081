namespace Dispatch.Offers;

/// <param name="Rule">Name of the rule that forbids; a key of prompts/whynot.yaml.</param>
internal sealed record Unfit(string VendorId, string Rule);

namespace Dispatch.Offers;

/// <summary>One reason why a vendor cannot be asked.</summary>
/// <param name="Name">Also the key of prompts/whynot.yaml under which an operator reads the reason.</param>
/// <param name="Forbids">True where the vendor cannot have the job.</param>
internal sealed record VendorRule(string Name, Func<Candidate, Job, bool> Forbids);

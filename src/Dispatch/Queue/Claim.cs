namespace Dispatch.Queue;

/// <summary>An errand that one worker has for the length of its lease.</summary>
/// <param name="Token">Fencing token, higher every time that something is claimed: what an earlier holder does with its own is ignored.</param>
internal sealed record Claim(Errand Errand, long Token);

namespace Dispatch.Summonses;

/// <param name="Number">Counts the steps from the first on, through every repetition: part of the calls' ids.</param>
/// <param name="SmsToo">Written to as well, the first time round.</param>
internal sealed record RungStep(int Number, string Ring, string Text, bool Call, bool SmsToo);

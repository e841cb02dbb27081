using DialogBot.Understanding.Rules;

namespace DialogBot.Understanding.Dangers;

/// <summary>A danger and the words that tell of it.</summary>
/// <param name="Alone">It counts only where no service is asked for.</param>
/// <param name="Passes">It can be over, and is where somebody is wanted for another day.</param>
internal sealed record DangerFinding(Danger Danger, Finding Finding, bool Alone, bool Passes);

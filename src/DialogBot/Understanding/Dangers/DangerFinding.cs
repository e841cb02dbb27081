using DialogBot.Understanding.Rules;

namespace DialogBot.Understanding.Dangers;

/// <summary>A danger and the words that tell of it.</summary>
internal sealed record DangerFinding(Danger Danger, Finding Finding);

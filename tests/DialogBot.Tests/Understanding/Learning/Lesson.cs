using DialogBot.Understanding.Learned;

namespace DialogBot.Tests.Understanding.Learning;

/// <summary>A sentence of known meaning, as a learned model sees it.</summary>
/// <param name="Words">What is said.</param>
/// <param name="Rules">What the rules make of it; empty where the model is not told.</param>
/// <param name="Signs">The names of the rules that held.</param>
internal sealed record Lesson(string Text, Feature[] Words, Feature[] Rules, string[] Classes, string[] Signs);

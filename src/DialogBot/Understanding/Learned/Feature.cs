namespace DialogBot.Understanding.Learned;

/// <summary>Something that a learned model looks at in an utterance, and how much of it there is.</summary>
/// <param name="Key">See <see cref="FeatureKey"/>.</param>
internal readonly record struct Feature(ulong Key, float Value);

namespace DialogBot.Understanding.Learned;

/// <summary>A feature of an utterance that is known: its row in the <see cref="FeatureIndex"/>, and how much of it there is.</summary>
internal readonly record struct Weighted(int Row, float Value);

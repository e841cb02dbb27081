namespace DialogBot.Understanding.Times;

/// <summary>A time found in an utterance.</summary>
/// <param name="Bare">An hour was said and nothing tells morning from afternoon.</param>
internal readonly record struct TimeMention(int Start, int End, TimeAsk Ask, bool Bare);

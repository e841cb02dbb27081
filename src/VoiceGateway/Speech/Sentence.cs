namespace VoiceGateway.Speech;

/// <summary>Something to be said.</summary>
/// <param name="Text">One sentence, without markup; numbers in Chinese characters.</param>
/// <param name="Locale">zh-CN or yue-CN; an engine without the dialect says it in Mandarin.</param>
/// <param name="Rate">1 is the voice's own pace, 0.8 is slower; between 0.5 and 2.</param>
public sealed record Sentence(string Text, string Locale = "zh-CN", double Rate = 1.0);

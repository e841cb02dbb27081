namespace VoiceGateway.Speech.Order;

/// <param name="Name">As in Speech:Recognizers.</param>
internal sealed record NamedRecognizer(string Name, ISpeechRecognizer Engine);

namespace VoiceGateway.Hosting;

/// <summary>The program cannot start as it is configured; the message is one sentence a line, each saying what to set.</summary>
internal sealed class WrongSettingsException(IEnumerable<string> sentences, Exception? inner = null)
    : Exception(string.Join(Environment.NewLine, sentences), inner);

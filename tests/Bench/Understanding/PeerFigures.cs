namespace Bench.Understanding;

/// <summary>CPU an utterance, in microseconds.</summary>
internal sealed record PeerFigures(double Recognizers, double Nlpjs);

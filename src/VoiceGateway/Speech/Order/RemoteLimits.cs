namespace VoiceGateway.Speech.Order;

/// <summary>What may be set about asking an engine on another machine.</summary>
internal static class RemoteLimits
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    /// <returns>A sentence that says what to set, or null.</returns>
    public static string? Wrong(string section, TimeSpan patience, int atOnce) =>
        patience < Least || patience > Most ? $"Set {section}:Patience to a time from {Least} to {Most}: a caller waits for it. It is {patience}."
        : atOnce is < 1 or > 1000 ? $"Set {section}:AtOnce to a number from 1 to 1000; it is {atOnce}."
        : null;
}

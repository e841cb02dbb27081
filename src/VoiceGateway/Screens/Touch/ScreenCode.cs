namespace VoiceGateway.Screens.Touch;

/// <summary>What a screen's code is given out for: an elder, by an operator.</summary>
internal static class ScreenCode
{
    private const char Between = '\n';

    /// <param name="by">Name of the operator's account.</param>
    public static string Write(string elderId, string by) => $"{elderId}{Between}{by}";

    public static (string ElderId, string By)? Read(string given) => given.Split(Between) is [var elder, var by] ? (elder, by) : null;
}

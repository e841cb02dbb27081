namespace VoiceGateway.Speech;

/// <summary>How an engine stands, to be shown to whoever runs the house.</summary>
/// <param name="Detail">Why it is absent and what to do, which step is being done, or what is ready. English.</param>
/// <param name="Progress">0 to 1 of the present step; 1 when ready.</param>
public sealed record SpeechStatus(SpeechState State, string Detail, double Progress)
{
    public bool IsReady => State == SpeechState.Ready;

    public static SpeechStatus Absent(string why) => new(SpeechState.Absent, why, 0);

    public static SpeechStatus SettingUp(string step, double progress) => new(SpeechState.SettingUp, step, progress);

    public static SpeechStatus Ready(string what) => new(SpeechState.Ready, what, 1);
}

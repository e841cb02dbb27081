namespace VoiceGateway.Speech;

public enum SpeechState
{
    Absent,
    SettingUp,
    Ready,
}

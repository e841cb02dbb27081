namespace VoiceGateway.Chat;

/// <summary>Who wrote a message.</summary>
internal enum ChatSpeaker
{
    Chatter,
    Bot,
    Operator,
}

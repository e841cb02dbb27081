namespace VoiceGateway.Calls;

/// <summary>Who hears one leg: the bot's ear, an outgoing announcement, or the other side of a bridge. Called on the leg's reading loop: must not block.</summary>
internal interface ILegListener
{
    /// <param name="muLaw">8 kHz; valid during the call only.</param>
    void Sound(ReadOnlySpan<byte> muLaw);

    void Key(char key);

    /// <param name="final">False while it is still being typed.</param>
    void Typed(string text, bool final);

    /// <summary>Everything sent before this mark was played or cleared.</summary>
    void Marked(string name);
}

namespace VoiceGateway.Media;

/// <summary>One message from a telephone. A structure, so that a frame of sound costs no allocation.</summary>
/// <param name="AudioLength">Media: how many µ-law bytes were decoded into the caller's buffer.</param>
/// <param name="Key">Dtmf: the key pressed, 0-9, * or #.</param>
/// <param name="Text">Mark: its name. Text: what was typed.</param>
/// <param name="Final">Text: false while it is still being typed.</param>
/// <param name="Start">Start: who is calling.</param>
internal readonly record struct MediaMessage(
    MediaEvent Event,
    int AudioLength = 0,
    char Key = default,
    string? Text = null,
    bool Final = true,
    MediaStart? Start = null);

using Dispatch.Registry;
using Dispatch.Screens;

namespace VoiceGateway.Screens.Touch;

/// <summary>A paired screen, and the elder with whom it stands.</summary>
/// <param name="Elder">Has a phone: by it the bot and the rescuers know who it is.</param>
internal sealed record TouchGuest(string Token, PairedScreen Screen, Elder Elder)
{
    public string Phone => Elder.Phones[0];
}

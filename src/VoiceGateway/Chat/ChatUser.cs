using System.Text.Json.Serialization;

namespace VoiceGateway.Chat;

/// <summary>Whom a door lets in.</summary>
/// <param name="Door">directline, dueros, genie, xiaoai, touch.</param>
/// <param name="Id">The door's own name of them.</param>
/// <param name="IsSure">The door knows that it is them; else it is what their program says, and good for one conversation only.</param>
internal sealed record ChatUser(string Door, string Id, bool IsSure)
{
    /// <summary>The door for those who type.</summary>
    public const string Typing = "directline";

    /// <summary>As the bot and the desk name it: a person types at Direct Line, and sits before a screen at the others.</summary>
    [JsonIgnore]
    public string Channel => Door == Typing ? "chat" : "screen";

    /// <summary>As they are known between conversations.</summary>
    [JsonIgnore]
    public string Key => $"{Door}:{Id}";
}

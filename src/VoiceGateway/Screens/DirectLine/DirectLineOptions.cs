namespace VoiceGateway.Screens.DirectLine;

/// <summary>Section <c>DirectLine</c> of the settings; looked at by <see cref="DirectLineOptionsCheck"/>.</summary>
internal sealed class DirectLineOptions
{
    public const string Section = "DirectLine";

    /// <summary>A secret, at least 32 characters. Without one only this machine is let in, as with the local carrier's pages.</summary>
    public string Secret { get; set; } = "";

    /// <summary>A secret: while secrets are changed, the other one that is valid.</summary>
    public string OtherSecret { get; set; } = "";

    /// <summary>A token is good for so long; it can be refreshed before.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>So many activities a minute in one conversation, on this machine.</summary>
    public int ActivitiesPerMinute { get; set; } = 60;

    /// <summary>So many tokens and conversations a minute from one address, on this machine.</summary>
    public int ConversationsPerMinute { get; set; } = 60;

    /// <summary>Where clients reach this program, where a proxy stands before it: https://chat.example.org.</summary>
    public string PublicUrl { get; set; } = "";

    public bool IsLocal => Secret.Length == 0;

    public IEnumerable<string> Secrets => new[] { Secret, OtherSecret }.Where(secret => secret.Length > 0);
}

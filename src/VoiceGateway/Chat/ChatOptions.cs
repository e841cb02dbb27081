using System.ComponentModel.DataAnnotations;

namespace VoiceGateway.Chat;

/// <summary>Section <c>Chat</c> of the settings.</summary>
internal sealed class ChatOptions
{
    public const string Section = "Chat";

    /// <summary>A conversation is forgotten so long after its last message.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "31.00:00:00")]
    public TimeSpan Keep { get; set; } = TimeSpan.FromDays(1);

    /// <summary>A message longer than this is refused; characters.</summary>
    [Range(100, 10_000)]
    public int LongestMessage { get; set; } = 1000;

    /// <summary>A code that links a chatter to an elder is good for so long.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan CodeLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>So many wrong codes by one chatter, and so many codes to one phone, within an hour.</summary>
    [Range(1, 100)]
    public int Attempts { get; set; } = 5;

    /// <summary>So many wrong codes by everybody within an hour: beyond it somebody is guessing, and codes are not taken.</summary>
    [Range(1, 100_000)]
    public int AttemptsOfAll { get; set; } = 200;
}

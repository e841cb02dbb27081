using System.Text.Json;

namespace Stories.Screens;

/// <summary>What Baidu's platform posts, quirks included.</summary>
internal static class DuerOsRequests
{
    public const string Skill = "skill-of-the-test";

    public static string Launch(string user, string session, TimeSpan age = default) => Request(user, session, "LaunchRequest", null, age);

    public static string Intent(string user, string session, string words) => Request(user, session, "IntentRequest", words, default);

    public static string Ended(string user, string session) => Request(user, session, "SessionEndedRequest", null, default);

    private static string Request(string user, string session, string type, string? words, TimeSpan age) => JsonSerializer.Serialize(new
    {
        version = "v2.0",
        session = new { @new = type == "LaunchRequest", sessionId = session, attributes = Array.Empty<object>() },
        context = new { System = new { user = new { userId = user }, application = new { applicationId = Skill }, device = new { deviceId = "d", supportedInterfaces = Array.Empty<object>() } } },
        request = new
        {
            type,
            requestId = Guid.NewGuid().ToString(),
            timestamp = $"{(Town.MondayMorning - age).ToUnixTimeSeconds()}",
            query = words is null ? null : new { type = "TEXT", original = words, rewritten = words },
            dialogState = "STARTED",
            intents = words is null ? null : new[] { new { name = "any", score = 100, confirmationStatus = "NONE", slots = Array.Empty<object>() } },
        },
    });
}

using DialogBot.Understanding;

namespace DialogBot;

/// <param name="Words">What the caller said, for the operator who acknowledges; never logged.</param>
public sealed record AlarmReport(string ConversationId, Caller Caller, Danger Danger, string Words, string Channel);

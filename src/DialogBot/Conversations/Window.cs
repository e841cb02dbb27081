namespace DialogBot.Conversations;

/// <summary>When somebody comes, in Asia/Shanghai.</summary>
internal sealed record Window(DateOnly Day, TimeOnly From);

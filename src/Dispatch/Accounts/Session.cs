namespace Dispatch.Accounts;

/// <summary>One browser that is signed in. It can be ended from elsewhere.</summary>
public sealed record Session
{
    /// <summary>32 random hexadecimal digits.</summary>
    public required string Id { get; init; }

    public required string AccountName { get; init; }

    /// <summary>What the browser says it is.</summary>
    public required string Browser { get; init; }

    public required DateTimeOffset BeganAt { get; init; }

    public required DateTimeOffset SeenAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Pure: signed in, not for too long, and not left alone.</summary>
    public bool IsLive(DateTimeOffset now) => EndedAt is null && now - BeganAt < SessionLife.Longest && now - SeenAt < SessionLife.Idle;
}

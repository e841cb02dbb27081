namespace Dispatch.Accounts;

/// <summary>How long a browser stays signed in.</summary>
public static class SessionLife
{
    /// <summary>A long shift.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(13);

    /// <summary>No page of the console was open.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>So often at most it is written down that a session is in use.</summary>
    internal static readonly TimeSpan Noted = TimeSpan.FromMinutes(1);
}

namespace Dispatch.Accounts;

/// <summary>How guessing a password is stopped.</summary>
public static class LockOut
{
    public const int MostFailures = 5;

    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);

    public static bool IsLocked(Account account, DateTimeOffset now) => account.LockedUntil > now;

    /// <summary>Until when an account is locked after so many wrong passwords in a row; null while it is not.</summary>
    public static DateTimeOffset? Until(int failures, DateTimeOffset now) => failures >= MostFailures ? now + Lasts : null;
}

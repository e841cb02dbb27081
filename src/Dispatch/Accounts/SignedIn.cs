namespace Dispatch.Accounts;

/// <summary>A live session and whose it is.</summary>
public sealed record SignedIn(Session Session, Account Account);

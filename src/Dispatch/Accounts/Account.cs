namespace Dispatch.Accounts;

/// <summary>Somebody who may sign in at the console.</summary>
public sealed record Account
{
    /// <summary>What is typed to sign in; lower case, unique.</summary>
    public required string Name { get; init; }

    /// <summary>How colleagues see it.</summary>
    public required string FullName { get; init; }

    public required AccountRole Role { get; init; }

    /// <summary>The operator of the registry, who is rung, that this is; null for one who is never rung.</summary>
    public string? OperatorId { get; init; }

    /// <summary>As the host's hasher made it; never the password.</summary>
    public required string PasswordHash { get; init; }

    /// <summary>Somebody else chose the password: it opens one page only, the one on which to choose another.</summary>
    public bool MustChoosePassword { get; init; }

    /// <summary>Wrong passwords since the last right one.</summary>
    public int Failures { get; init; }

    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Nobody signs in with it any more; it stays for the record.</summary>
    public bool IsClosed { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Who it is in the events of orders.</summary>
    public string By => $"operator:{OperatorId ?? Name}";
}

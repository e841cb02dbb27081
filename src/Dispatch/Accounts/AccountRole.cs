namespace Dispatch.Accounts;

/// <summary>What somebody who signs in at the console is there for.</summary>
public enum AccountRole
{
    /// <summary>Sees to orders, elders and callers.</summary>
    Operator,

    /// <summary>As an operator, and draws up the roster.</summary>
    Supervisor,

    /// <summary>Reads everything, and who read what; changes nothing.</summary>
    Auditor,

    /// <summary>As a supervisor, and gives out accounts.</summary>
    Admin,
}

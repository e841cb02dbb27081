using Dispatch.Accounts;
using Microsoft.AspNetCore.Authorization;

namespace VoiceGateway.Console.SignIn;

/// <summary>What roles may do.</summary>
internal static class ConsolePolicies
{
    /// <summary>Look at records.</summary>
    public const string Look = "look";

    /// <summary>Do something to orders, elders, callers and alarms.</summary>
    public const string Act = "act";

    /// <summary>Draw up the roster.</summary>
    public const string Lead = "lead";

    /// <summary>Read who looked at what.</summary>
    public const string Audit = "audit";

    /// <summary>Give out accounts.</summary>
    public const string Manage = "manage";

    private static readonly Dictionary<string, AccountRole[]> Roles = new()
    {
        [Look] = Enum.GetValues<AccountRole>(),
        [Act] = [AccountRole.Operator, AccountRole.Supervisor, AccountRole.Admin],
        [Lead] = [AccountRole.Supervisor, AccountRole.Admin],
        [Audit] = [AccountRole.Auditor, AccountRole.Admin],
        [Manage] = [AccountRole.Admin],
    };

    public static bool Allow(string policy, AccountRole role) => Roles[policy].Contains(role);

    public static void Add(AuthorizationOptions authorization)
    {
        foreach (var (name, roles) in Roles)
        {
            authorization.AddPolicy(name, policy => policy
                .RequireAuthenticatedUser()
                .RequireRole(roles.Select(role => role.ToString()))
                .RequireAssertion(context => !context.User.HasClaim(Person.MustChoose, "yes")));
        }
    }
}

using Dispatch.Accounts;
using Dispatch.Ledger;
using Microsoft.AspNetCore.Identity;

namespace VoiceGateway.Console.SignIn;

/// <summary>Where nobody can sign in yet, opens one account and says its password once. A ledger that is down is waited for.</summary>
internal sealed partial class FirstAdmin(
    AccountBook accounts,
    IPasswordHasher<Account> hasher,
    StartOutput output,
    TimeProvider time,
    ILogger<FirstAdmin> logger) : BackgroundService
{
    public const string Name = "admin";

    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await TryAsync(stoppingToken))
        {
            await Task.Delay(TryAgain, time, stoppingToken);
        }
    }

    private async Task<bool> TryAsync(CancellationToken cancellation)
    {
        try
        {
            if (await accounts.IsEmptyAsync(cancellation))
            {
                await OpenAsync(cancellation);
            }

            return true;
        }
        catch (LedgerUnavailableException away)
        {
            Log.Waits(logger, away.Message);
            return false;
        }
    }

    private async Task OpenAsync(CancellationToken cancellation)
    {
        var password = OneTimePassword.Choose();
        var account = new Account
        {
            Name = Name,
            FullName = Name,
            Role = AccountRole.Admin,
            PasswordHash = string.Empty,
            MustChoosePassword = true,
            OpenedAt = time.GetUtcNow(),
        };
        if (await accounts.OpenAsync(SignInDesk.WithPassword(hasher, account, password), Name, cancellation))
        {
            await output.Writer.WriteLineAsync($"First sign-in at /console: name {Name}, password {password} (said this once; another is chosen at sign-in)");
            await output.Writer.FlushAsync(cancellation);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Nobody can sign in at the console until the ledger is back: {Reason}")]
        public static partial void Waits(ILogger logger, string reason);
    }
}

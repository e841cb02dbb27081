using Microsoft.EntityFrameworkCore;

namespace Dispatch.Accounts;

/// <summary>How accounts and their sessions lie in the database.</summary>
internal static class AccountTables
{
    public static void Describe(ModelBuilder model)
    {
        model.Entity<Account>(accounts =>
        {
            accounts.ToTable("accounts").HasKey(account => account.Name);
            accounts.Property(account => account.Role).HasConversion<string>();
            accounts.Ignore(account => account.By);
        });
        model.Entity<Session>(sessions =>
        {
            sessions.ToTable("sessions").HasKey(session => session.Id);
            sessions.HasIndex(session => session.AccountName);
        });
    }
}

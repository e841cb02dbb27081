using Dispatch.Accounts;
using Dispatch.Audit;
using Dispatch.Orders;
using Dispatch.Registry;
using Dispatch.Registry.Import;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dispatch.Ledger;

/// <summary>Joins the ledger, the orders and the registry to a host.</summary>
public static class LedgerServices
{
    private static string Prompts => Path.Combine(AppContext.BaseDirectory, "prompts");

    /// <summary>
    /// Registers <see cref="EventLedger"/>, <see cref="OrderBook"/>, <see cref="SeriesBook"/>, <see cref="ElderDirectory"/>, <see cref="VendorDirectory"/>,
    /// <see cref="OperatorDirectory"/>, <see cref="ElderRecords"/>, <see cref="Roster"/>, <see cref="AccountBook"/>, <see cref="SessionBook"/>,
    /// <see cref="AuditTrail"/> and <see cref="RegistryImport"/>, and the sample town for a first start. The host brings a <see cref="TimeProvider"/> and logging. The tables are made when the host starts, or when first needed.
    /// </summary>
    /// <param name="configuration">Section Ledger, and Data:Path for the folder of the SQLite file.</param>
    public static IServiceCollection AddLedger(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LedgerOptions>()
            .Bind(configuration.GetSection(LedgerOptions.Section))
            .PostConfigure(ledger => ledger.Folder = ledger.Folder.Length > 0 ? ledger.Folder : configuration["Data:Path"] ?? ".voicecare")
            .Validate(
                ledger => ledger.IsSqlite || ledger.IsPostgres,
                "Ledger:Connection is neither empty nor a database: set it to Host=…;Database=…;Username=…;Password=… for PostgreSQL, to Data Source=FILE for SQLite, or leave it out.")
            .Validate(ledger => ledger.GroupLimit is >= 1 and <= 10_000, "Ledger:GroupLimit is out of range: set it to a number from 1 to 10000.")
            .Validate(
                ledger => ledger.Deadline >= TimeSpan.FromSeconds(1) && ledger.Deadline <= TimeSpan.FromMinutes(1),
                "Ledger:Deadline is out of range: set it to a span from 00:00:01 to 00:01:00.")
            .ValidateOnStart();

        services.AddSingleton<LedgerDatabase>();
        services.AddSingleton(provider => new EventLedger(
            provider.GetRequiredService<LedgerDatabase>(),
            provider.GetRequiredService<IOptions<LedgerOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<EventLedger>>()));
        services.AddSingleton(provider => new ChainAudit(provider.GetRequiredService<LedgerDatabase>()));
        services.AddSingleton(provider => new ViewRebuild(provider.GetRequiredService<LedgerDatabase>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(_ => Promises.Load(Prompts));
        services.AddSingleton(_ => RefusalTexts.Load(Prompts));
        services.AddSingleton<OrderNumbers>();
        services.AddSingleton(provider => new OrderBook(
            provider.GetRequiredService<EventLedger>(),
            provider.GetRequiredService<LedgerDatabase>(),
            provider.GetRequiredService<OrderNumbers>(),
            provider.GetRequiredService<Promises>(),
            provider.GetRequiredService<ElderDirectory>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new SeriesBook(provider.GetRequiredService<EventLedger>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ElderDirectory(provider.GetRequiredService<LedgerDatabase>()));
        services.AddSingleton(provider => new VendorDirectory(provider.GetRequiredService<LedgerDatabase>()));
        services.AddSingleton(provider => new OperatorDirectory(provider.GetRequiredService<LedgerDatabase>()));
        services.AddSingleton(provider => new RegistryImport(
            provider.GetRequiredService<LedgerDatabase>(),
            ImportWords.Load(Prompts),
            ServiceCodes.Load(Prompts),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ElderRecords(provider.GetRequiredService<LedgerDatabase>(), provider.GetRequiredService<EventLedger>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new Roster(provider.GetRequiredService<LedgerDatabase>(), provider.GetRequiredService<AuditTrail>()));
        services.AddSingleton(provider => new AuditTrail(provider.GetRequiredService<EventLedger>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new AccountBook(provider.GetRequiredService<LedgerDatabase>(), provider.GetRequiredService<AuditTrail>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new SessionBook(provider.GetRequiredService<LedgerDatabase>(), provider.GetRequiredService<AuditTrail>(), provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<LedgerStart>();
        services.AddHostedService<RegistrySeeding>();
        return services;
    }
}

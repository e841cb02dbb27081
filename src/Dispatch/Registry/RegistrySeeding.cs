using Dispatch.Ledger;
using Dispatch.Registry.Import;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dispatch.Registry;

/// <summary>
/// Gives a first start something to work with: where no database is configured and nobody has been imported, the sample town moves in.
/// A configured database is never touched: its centre imports its own people.
/// </summary>
internal sealed partial class RegistrySeeding(
    RegistryImport import,
    IOptions<LedgerOptions> ledger,
    ILogger<RegistrySeeding> logger) : IHostedService
{
    public static string SampleTown => Path.Combine(AppContext.BaseDirectory, "SampleTown");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (ledger.Value.Connection.Length > 0 || !await import.IsEmptyAsync(cancellationToken))
        {
            return;
        }

        var report = await import.ImportAsync(SampleTown, cancellationToken);
        Log.Seeded(logger, report.Elders.Added, report.Vendors.Added, report.Operators.Added);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "The register was empty: the sample town moved in with {Elders} elders, {Vendors} vendors and {Operators} operators. Bring your own with: import FOLDER")]
        public static partial void Seeded(ILogger logger, int elders, int vendors, int operators);
    }
}

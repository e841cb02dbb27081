using Dispatch.Registry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Ledger;

/// <summary>
/// Makes the tables before the first caller needs them, and asks once what every call begins with: the first question of a kind takes
/// the database layer a second, and a caller who is not known by then is greeted as a stranger. A database that is down does not keep the house from opening: alarms must get
/// through without it, and the tables are made once it is back.
/// </summary>
internal sealed partial class LedgerStart(EventLedger ledger, ElderDirectory elders, ILogger<LedgerStart> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ledger.RegionsAsync(cancellationToken);
            await elders.FindByPhoneAsync("", cancellationToken);
            Log.Ready(logger, ledger.Place);
        }
        catch (LedgerUnavailableException down)
        {
            Log.Down(logger, down, ledger.Place);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "The ledger is kept in {Place}")]
        public static partial void Ready(ILogger logger, string place);

        [LoggerMessage(Level = LogLevel.Error, Message = "The ledger, {Place}, cannot be reached: no order can be accepted until it is back")]
        public static partial void Down(ILogger logger, Exception down, string place);
    }
}

using System.CommandLine;
using System.Globalization;
using Dispatch;
using Dispatch.Ledger;
using Dispatch.Orders;

namespace VoiceGateway.Commands;

/// <summary><c>series list</c> and <c>series end SERIES</c>: what comes again and again (每周二打扫), and that it does not any more.</summary>
internal static class SeriesCommand
{
    private const int NothingEnded = 1;
    private const int Failed = 2;

    public static Command Create() => new("series", "Visits that come again: which there are, and how they are ended.") { List(), End() };

    private static Command List()
    {
        var command = new Command("list", "Lists every series that goes on: its id, elder's phone, service, rule (RFC 5545) and next visit (time in China).");
        command.SetAction((parsed, cancellation) => LedgerCommand.RunAsync(parsed, async services =>
        {
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            var output = parsed.InvocationConfiguration.Output;
            foreach (var (region, series) in await AllAsync(services, cancellation))
            {
                if (!series.IsEnded)
                {
                    await output.WriteLineAsync(string.Join('\t', series.Id, region, series.First.ElderPhone, series.First.Service, series.First.Recurrence, Next(series, now)));
                }
            }

            return 0;
        }));
        return command.TakingSettings();
    }

    private static Command End()
    {
        var which = new Argument<string>("series") { Description = "Its id as series list prints it, or the number of one of its orders." };
        var by = new Option<string>("--by") { Description = "Who ends it, for the record: elder, or operator:ID.", DefaultValueFactory = _ => "operator" };
        var command = new Command("end", "Ends a series. The running desk cancels its visits that are still to come. Exit code 1 when there is no such series, or it was ended before.") { which, by };
        command.SetAction((parsed, cancellation) => LedgerCommand.RunAsync(
            parsed,
            services => EndAsync(services, parsed.GetRequiredValue(which), parsed.GetRequiredValue(by), parsed.InvocationConfiguration, cancellation)));
        return command.TakingSettings();
    }

    private static async Task<int> EndAsync(IServiceProvider services, string named, string by, InvocationConfiguration console, CancellationToken cancellation)
    {
        var order = await services.GetRequiredService<OrderBook>().FindAsync(named, cancellation);
        var id = order?.Terms.Series ?? named;
        var found = (await AllAsync(services, cancellation)).FirstOrDefault(each => each.Series.Id == id);
        if (found.Series is null)
        {
            await console.Error.WriteLineAsync($"There is no series {named}.");
            return NothingEnded;
        }

        switch (await services.GetRequiredService<SeriesBook>().EndAsync(found.Region, id, by, cancellation))
        {
            case AppendOutcome.Appended:
                await console.Output.WriteLineAsync($"{id} is ended.");
                return 0;
            case AppendOutcome.Unavailable away:
                await console.Error.WriteLineAsync($"{id} goes on: {away.Reason}");
                return Failed;
            default:
                await console.Output.WriteLineAsync($"{id} was ended before.");
                return NothingEnded;
        }
    }

    private static async Task<IReadOnlyList<(string Region, VisitSeries Series)>> AllAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var all = new List<(string, VisitSeries)>();
        foreach (var region in await services.GetRequiredService<EventLedger>().RegionsAsync(cancellation))
        {
            var series = await services.GetRequiredService<SeriesBook>().ListAsync(region, cancellation);
            all.AddRange(series.Select(each => (region, each)));
        }

        return all;
    }

    private static string Next(VisitSeries series, DateTimeOffset now) =>
        series.Next(now) is { } next ? ChinaTime.At(next.From).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "-";
}

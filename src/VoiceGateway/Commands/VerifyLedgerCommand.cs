using System.CommandLine;
using Dispatch.Ledger;

namespace VoiceGateway.Commands;

/// <summary><c>verify-ledger</c>: proves that the record is whole, or names every event that was altered, taken out or moved.</summary>
internal static class VerifyLedgerCommand
{
    private const int NotWhole = 1;

    public static Command Create()
    {
        var anchors = new Option<ChainAnchor[]>("--anchor")
        {
            Description = "REGION:PLACE:HASH as an earlier run printed it and an auditor noted it; may be given several times.",
            CustomParser = result =>
            {
                var given = new List<ChainAnchor>();
                foreach (var token in result.Tokens)
                {
                    if (!ChainAnchor.TryParse(token.Value, out var anchor))
                    {
                        result.AddError($"'{token.Value}' is not REGION:PLACE:HASH.");
                        return [];
                    }

                    given.Add(anchor!);
                }

                return [.. given];
            },
        };
        var command = new Command("verify-ledger", "Checks the hash chain of every region and names each event that was altered, taken out or moved. Exit code 1 when there is one.") { anchors };
        command.SetAction((parsed, cancellation) => LedgerCommand.RunAsync(parsed, async services =>
        {
            var reports = await services.GetRequiredService<ChainAudit>().RunAsync(parsed.GetValue(anchors) ?? [], cancellation);
            await PrintAsync(parsed.InvocationConfiguration.Output, reports);
            return reports.Any(report => report.Faults.Count > 0) ? NotWhole : 0;
        }));
        return command.TakingSettings();
    }

    private static async Task PrintAsync(TextWriter output, IReadOnlyList<ChainReport> reports)
    {
        if (reports.Count == 0)
        {
            await output.WriteLineAsync("The ledger is empty.");
        }

        foreach (var report in reports)
        {
            foreach (var fault in report.Faults)
            {
                await output.WriteLineAsync(fault.ToString());
            }

            var verdict = report.Faults.Count == 0 ? "whole" : $"NOT WHOLE in {report.Faults.Count} places";
            await output.WriteLineAsync($"{report.Region}: {report.Count} events, {verdict}. To note outside the database: --anchor {report.End}");
        }
    }
}

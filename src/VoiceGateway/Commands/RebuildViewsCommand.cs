using System.CommandLine;
using Dispatch.Ledger;

namespace VoiceGateway.Commands;

/// <summary><c>rebuild-views</c>: makes what the desk reads anew from the events.</summary>
internal static class RebuildViewsCommand
{
    public static Command Create()
    {
        var command = new Command("rebuild-views", "Makes the orders that the desk reads anew from the ledger's events, and names those that were wrong.");
        command.SetAction((parsed, cancellation) => LedgerCommand.RunAsync(parsed, async services =>
        {
            var report = await services.GetRequiredService<ViewRebuild>().RunAsync(cancellation);
            var output = parsed.InvocationConfiguration.Output;
            foreach (var number in report.Corrected)
            {
                await output.WriteLineAsync($"corrected {number}");
            }

            await output.WriteLineAsync($"{report.Orders} orders made anew, {report.Corrected.Count} of them corrected.");
            return 0;
        }));
        return command.TakingSettings();
    }
}

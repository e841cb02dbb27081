using System.CommandLine;
using Dispatch.Registry.Import;

namespace VoiceGateway.Commands;

/// <summary><c>import FOLDER</c>: brings a centre's elders, vendors and operators in.</summary>
internal static class ImportCommand
{
    private const int SomeRefused = 1;

    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "Holds elders, vendors and operators, each .csv or .yaml; prompts/import.yaml says how they are written." };
        var command = new Command("import", "Brings elders, vendors and operators in from files; who is known already is updated. Wrong rows are named and left out. Exit code 1 when there is one.") { folder };
        command.SetAction((parsed, cancellation) => LedgerCommand.RunAsync(parsed, async services =>
        {
            var report = await services.GetRequiredService<RegistryImport>().ImportAsync(parsed.GetRequiredValue(folder), cancellation);
            await PrintAsync(parsed.InvocationConfiguration, report);
            return report.Problems.Count > 0 ? SomeRefused : 0;
        }));
        return command.TakingSettings();
    }

    private static async Task PrintAsync(InvocationConfiguration console, ImportReport report)
    {
        foreach (var problem in report.Problems)
        {
            await console.Error.WriteLineAsync(problem);
        }

        foreach (var (name, count) in new[] { ("elders", report.Elders), ("vendors", report.Vendors), ("operators", report.Operators) })
        {
            await console.Output.WriteLineAsync($"{name}: {count.Added} added, {count.Updated} updated, {count.Unchanged} unchanged, {count.Refused} left out");
        }
    }
}

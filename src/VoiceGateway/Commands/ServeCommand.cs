using System.Net.Sockets;
using System.Text.RegularExpressions;
using VoiceGateway.Hosting;

namespace VoiceGateway.Commands;

/// <summary>What the program does without a command: serve until it is told to stop.</summary>
internal static partial class ServeCommand
{
    private const int WrongSetting = 2;

    public static async Task<int> RunAsync(IReadOnlyList<string> settings, CancellationToken cancellation)
    {
        if (NotASetting(settings) is { } token)
        {
            await System.Console.Error.WriteLineAsync($"'{token}' is neither a command nor a setting. Settings look like --Data:Path=/srv/voicecare; commands are listed by --help.");
            return WrongSetting;
        }

        try
        {
            await using var host = VoiceCareHost.Build(settings);
            VoiceCareHost.CheckSettings(host);
            await host.StartAsync(cancellation);
            await host.WaitForShutdownAsync(cancellation);
            return 0;
        }
        catch (Exception refused) when (VoiceCareHost.IsRefusal(refused))
        {
            await System.Console.Error.WriteLineAsync(refused.Message);
            return WrongSetting;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Told to stop before it had started.
            return 0;
        }
        catch (Exception refused) when (refused is IOException or SocketException)
        {
            await System.Console.Error.WriteLineAsync($"{refused.Message} Choose another address with --urls http://localhost:8081");
            return WrongSetting;
        }
    }

    /// <summary>The first token that configuration would silently ignore, so that a misspelt command does not start a server.</summary>
    internal static string? NotASetting(IReadOnlyList<string> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!Setting().IsMatch(tokens[i]))
            {
                return tokens[i];
            }

            if (!tokens[i].Contains('=', StringComparison.Ordinal) && ++i >= tokens.Count)
            {
                return tokens[i - 1];
            }
        }

        return null;
    }

    [GeneratedRegex("^--(urls|environment|carrier|sms|[A-Za-z0-9]+(:[A-Za-z0-9_.]+)+)(=.*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Setting();
}

using System.Text.Json;
using VoiceGateway.Hosting;

namespace VoiceGateway.Commands;

/// <summary>Waits until a server can hear speech: recordings played to deaf ears say nothing about the call.</summary>
internal static class Ears
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <returns>Null when it hears, or else why it never will.</returns>
    public static async Task<string?> WaitAsync(Uri server, TextWriter progress, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = server };
        var said = string.Empty;
        while (true)
        {
            var health = await http.GetStringAsync(new Uri("/healthz", UriKind.Relative), cancellation);
            using var parts = JsonDocument.Parse(health);
            var ears = parts.RootElement.GetProperty("parts").GetProperty(SpeechHealth.Ears);
            var description = ears.GetProperty("description").GetString() ?? string.Empty;
            switch (ears.GetProperty("state").GetString())
            {
                case "Ready":
                    return null;
                case "Absent":
                    return $"The server cannot hear recordings: {description}";
            }

            if (description != said)
            {
                await progress.WriteLineAsync($"waiting for speech: {description}");
                said = description;
            }

            await Task.Delay(Look, TimeProvider.System, cancellation);
        }
    }
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VoiceGateway.Hosting;

namespace Bench.Chat;

/// <summary>The whole hotline as a process of its own.</summary>
internal static class ChatServer
{
    /// <summary>What the bench calls itself with to be the server.</summary>
    public const string Name = "chat-server";

    /// <param name="redis">host:port of a Redis.</param>
    public static async Task RunAsync(string port, string redis, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("voicecare-bench-chat-").FullName;
        await using var host = VoiceCareHost.Build(
            [
                $"--urls=http://127.0.0.1:{port}",
                $"--Data:Path={folder}",
                $"--Redis:Connection={redis}",
                "--Speech:Local=false",
                "--DirectLine:ActivitiesPerMinute=100000000",
                "--DirectLine:ConversationsPerMinute=100000000",
            ],
            builder => builder.Logging.ClearProviders());
        await host.StartAsync(cancellation);
        await host.WaitForShutdownAsync(cancellation);
        Directory.Delete(folder, recursive: true);
    }
}

using System.Security.Cryptography;
using System.Text;
using Dispatch.Queue;
using Microsoft.Extensions.Options;

namespace VoiceGateway.Screens.Assistants;

/// <summary>Knows signed requests that were taken before, for as long as their time is still good.</summary>
internal sealed partial class SeenRequests(StateShelf shelf, IOptions<AssistantOptions> options, TimeProvider time, ILogger<SeenRequests> logger)
{
    /// <param name="at">When the request was made, as it says itself.</param>
    /// <param name="signature">What makes it this request and no other.</param>
    /// <returns>False where it is too old, too new, or was taken before.</returns>
    public async Task<bool> IsNewAsync(DateTimeOffset at, string signature, CancellationToken cancellation)
    {
        var window = options.Value.ReplayWindow;
        if ((time.GetUtcNow() - at).Duration() > window)
        {
            return false;
        }

        try
        {
            var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(signature)));
            return await shelf.PutAsync($"seen:{name}", "", 0, 2 * window, cancellation);
        }
        catch (RedisUnavailableException away)
        {
            // Danger must be heard without Redis, too; what is said twice rings once.
            Log.NotRemembered(logger, away.Message);
            return true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Whether a signed request was taken before cannot be known: {Reason}")]
        public static partial void NotRemembered(ILogger logger, string reason);
    }
}

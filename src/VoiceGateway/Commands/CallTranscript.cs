using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VoiceGateway.Commands;

/// <summary>
/// Writes a call down, one JSON object a line: <c>{"t":12.34,"who":"caller","text":"…","ms":1860}</c>, and last
/// <c>{"order":"…"|null,"state":"…"}</c>. <c>t</c>: seconds since the call was answered. <c>ms</c> of the caller: how long the turn was (0 for
/// typed words and keys). <c>ms</c> of the bot: from the caller's last sound (of the greeting: from the answering) to the first sound of the reply,
/// the pause that ends an utterance included; without a voice, to its first caption.
/// </summary>
internal sealed class CallTranscript(TextWriter output, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    private readonly Lock gate = new();
    private readonly long began = time.GetTimestamp();
    private long callerStopped = time.GetTimestamp();
    private long? firstSound;
    private string reply = string.Empty;

    /// <summary>The caller has finished speaking, typing or pressing.</summary>
    public void CallerStopped(long at)
    {
        lock (gate)
        {
            callerStopped = at;
        }
    }

    public void Caller(long startedAt, string text, int milliseconds)
    {
        lock (gate)
        {
            Write(new { t = Seconds(startedAt), who = "caller", text, ms = milliseconds });
        }
    }

    /// <summary>Sound or words of the bot have come.</summary>
    public void BotBegins()
    {
        lock (gate)
        {
            firstSound ??= time.GetTimestamp();
        }
    }

    public void BotSays(string sentence)
    {
        lock (gate)
        {
            reply += sentence;
        }
    }

    /// <summary>The bot's turn is over: what it said is one line.</summary>
    public void BotStopped()
    {
        lock (gate)
        {
            if (reply.Length > 0)
            {
                var at = firstSound ?? time.GetTimestamp();
                Write(new { t = Seconds(at), who = "bot", text = reply, ms = (int)Math.Max(0, time.GetElapsedTime(callerStopped, at).TotalMilliseconds) });
            }

            reply = string.Empty;
            firstSound = null;
        }
    }

    public void End(CallEnd? end)
    {
        BotStopped();
        lock (gate)
        {
            Write(new { order = end?.Order, state = end?.State ?? "lost" });
        }
    }

    private double Seconds(long at) => Math.Round(time.GetElapsedTime(began, at).TotalSeconds, 2);

    private void Write(object line)
    {
        output.WriteLine(JsonSerializer.Serialize(line, Json));
        output.Flush();
    }
}

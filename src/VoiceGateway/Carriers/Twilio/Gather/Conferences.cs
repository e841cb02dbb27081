using Microsoft.Extensions.Options;
using VoiceGateway.Calls;

namespace VoiceGateway.Carriers.Twilio.Gather;

/// <summary>
/// Brings a waiting caller and the person who pressed the key together, in a conference of Twilio's named like the conversation. The person has
/// heard by then whom it is about; of several the first gets the caller.
/// </summary>
internal sealed class Conferences(TwilioApi api, GatherCalls calls, GatherSpeech speech, CarrierMemory memory, Phrasebook phrasebook, IOptions<TwilioOptions> options)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(6);

    private CallLines Lines => phrasebook.In(Phrasebook.Mandarin);

    /// <param name="phone">The person's, digits only.</param>
    /// <returns>What the person's phone is to do.</returns>
    public async Task<Twiml> JoinAsync(string conversation, string personSid, string phone, CancellationToken cancellation)
    {
        if (!await memory.TryNoteAsync(Name(conversation), personSid, Remembered, cancellation))
        {
            return speech.SayGoodbye(Lines.AlreadyJoined);
        }

        var (turn, waiting) = calls.Joined(conversation, phone);
        var bring = speech.Meet(Lines.Joined, conversation, GatherWebhooks.AfterPersonOf(turn, $"{waiting}"));
        var answer = await api.PostAsync($"Calls/{conversation}", [new("Twiml", bring.ToString())], cancellation);
        if (!answer.IsDone)
        {
            await LeaveAsync(conversation, cancellation);
            return speech.SayGoodbye(Lines.CallerGone);
        }

        return new Twiml().Conference(conversation, options.Value.Public(CallWebhooks.Left));
    }

    /// <summary>The person has left: another may come.</summary>
    public Task LeaveAsync(string conversation, CancellationToken cancellation) => memory.ForgetAsync(Name(conversation), cancellation);

    private static string Name(string conversation) => $"joined:{conversation}";
}

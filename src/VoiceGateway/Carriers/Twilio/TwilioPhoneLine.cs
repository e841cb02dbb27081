using Dispatch;
using Microsoft.Extensions.Options;
using VoiceGateway.Calls;

namespace VoiceGateway.Carriers.Twilio;

/// <summary>
/// Calls people through Twilio. What is said and which key is an answer goes along with the call, so that it is the same on whatever
/// machine it is picked up; how it went is called back to <see cref="CallWebhooks"/>. Only a key is an answer.
/// </summary>
internal sealed class TwilioPhoneLine(TwilioApi api, OutgoingCalls outgoing, OutgoingScript script, CarrierMemory memory, IOptions<TwilioOptions> options) : IPhoneLine
{
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(6);

    // Twilio's bounds for the time that a phone may ring.
    private const int ShortestRing = 5;
    private const int LongestRing = 600;

    public async Task<bool> CallAsync(OutgoingCall call, CancellationToken cancellation)
    {
        if (!outgoing.TryAdd(call))
        {
            return true;
        }

        if (await memory.FindAsync(Name(call.Id), cancellation) is not null)
        {
            // Another machine calls, or this one did before it was started again.
            outgoing.TakeBack(call.Id);
            return true;
        }

        var line = outgoing.Find(call.Id)!;
        if (InternationalNumber.Of(call.To) is not { } number)
        {
            await EndAsync(line, CallEnding.Unreachable, cancellation);
            return true;
        }

        return await AskAsync(line, number, cancellation);
    }

    public async Task HangUpAsync(string callId, CancellationToken cancellation)
    {
        outgoing.HangUp(callId);
        if (await memory.FindAsync(Name(callId), cancellation) is { } sid)
        {
            await EndAsync(sid, cancellation);
        }
    }

    /// <summary>It was a machine that picked up: the call ends, and nobody was reached. Whoever has pressed a key is none.</summary>
    public async Task EndMachineAsync(string callId, string callSid, CancellationToken cancellation)
    {
        if (outgoing.Find(callId) is { } line && await outgoing.ReportAsync(line, CallEnding.NoAnswer, null, cancellation))
        {
            line.End();
            await EndAsync(callSid, cancellation);
        }
    }

    private async Task<bool> AskAsync(OutgoingCalls.Line line, string number, CancellationToken cancellation)
    {
        TwilioAnswer answer;
        try
        {
            answer = await api.PostAsync("Calls", Form(line.Call, number), cancellation);
        }
        catch
        {
            outgoing.TakeBack(line.Call.Id);
            throw;
        }

        if (answer.IsDone)
        {
            await memory.NoteAsync(Name(line.Call.Id), answer.Sid, Remembered, cancellation);
            if (line.IsOver)
            {
                // The desk had given it up while Twilio was taking it.
                await EndAsync(answer.Sid, cancellation);
            }

            return true;
        }

        if (answer.IsBusy)
        {
            outgoing.TakeBack(line.Call.Id);
            return false;
        }

        await EndAsync(line, TwilioErrors.CannotCall(answer.Code) ? CallEnding.Unreachable : CallEnding.Failed, cancellation);
        return true;
    }

    private List<KeyValuePair<string, string>> Form(OutgoingCall call, string number)
    {
        var form = new List<KeyValuePair<string, string>>
        {
            new("To", number),
            new("From", options.Value.Number),
            new("Twiml", script.For(call).ToString()),
            new("Timeout", $"{Math.Clamp((int)call.RingFor.TotalSeconds, ShortestRing, LongestRing)}"),
            new("StatusCallback", options.Value.Public(CallWebhooks.StatusOf(call.Id))),
            new("StatusCallbackEvent", "completed"),
        };
        if (options.Value.MachineDetection)
        {
            form.Add(new("MachineDetection", "Enable"));
            form.Add(new("AsyncAmd", "true"));
            form.Add(new("AsyncAmdStatusCallback", options.Value.Public(CallWebhooks.MachineOf(call.Id))));
        }

        return form;
    }

    private async Task EndAsync(OutgoingCalls.Line line, CallEnding ending, CancellationToken cancellation)
    {
        line.End();
        await outgoing.ReportAsync(line, ending, null, cancellation);
    }

    private Task<TwilioAnswer> EndAsync(string callSid, CancellationToken cancellation) =>
        api.PostAsync($"Calls/{callSid}", [new("Status", "completed")], cancellation);

    private static string Name(string callId) => $"call:{callId}";
}

using System.Net.Http.Json;
using Dispatch;

namespace DeskWorker;

/// <summary>The way to the carrier, which stands outside of the processes that are killed.</summary>
internal sealed class OutsideCarrier(Uri address) : ISmsSender, IPhoneLine, IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = address };

    public async Task<SmsOutcome> SendAsync(Sms sms, CancellationToken cancellation)
    {
        using var answer = await http.PostAsJsonAsync("/sms", sms, cancellation);
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<SmsOutcome>(cancellation);
    }

    public async Task<bool> CallAsync(OutgoingCall call, CancellationToken cancellation)
    {
        using var answer = await http.PostAsJsonAsync("/calls", call, cancellation);
        return answer.EnsureSuccessStatusCode().IsSuccessStatusCode;
    }

    /// <summary>Nobody's phone rings long in these tests.</summary>
    public Task HangUpAsync(string callId, CancellationToken cancellation) => Task.CompletedTask;

    public void Dispose() => http.Dispose();
}

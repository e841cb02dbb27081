namespace VoiceGateway.Carriers;

/// <summary>Numbers that want no messages: they are called instead.</summary>
internal sealed class OptOuts(CarrierMemory memory, CarrierLines lines)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    public async Task<bool> HasAsync(string phone, CancellationToken cancellation) =>
        await memory.FindAsync(Name(phone), cancellation) is not null;

    public Task AddAsync(string phone, CancellationToken cancellation) => memory.NoteAsync(Name(phone), "out", Remembered, cancellation);

    /// <summary>Whether a message says nothing but that its sender wants no more of them, or wants them again; that is then kept.</summary>
    public async Task<bool> TakeAsync(string phone, string text, CancellationToken cancellation)
    {
        var word = text.Trim().TrimEnd('.', '。', '!', '！').ToUpperInvariant();
        if (lines.StopMessages.Contains(word))
        {
            await AddAsync(phone, cancellation);
            return true;
        }

        if (lines.StartMessages.Contains(word))
        {
            await memory.ForgetAsync(Name(phone), cancellation);
            return true;
        }

        return false;
    }

    private static string Name(string phone) => $"opted-out:{phone}";
}

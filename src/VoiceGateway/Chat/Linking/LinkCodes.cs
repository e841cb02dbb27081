using System.Globalization;
using System.Security.Cryptography;
using Dispatch.Queue;
using Microsoft.Extensions.Options;

namespace VoiceGateway.Chat.Linking;

/// <summary>
/// Codes of six digits that tell whom a chatter speaks for. One that an operator gives out is good for whoever has it, once; one that was
/// sent to a phone is good for the conversation that asked for it. Wrong ones are counted.
/// </summary>
internal sealed class LinkCodes(StateShelf shelf, IOptions<ChatOptions> options)
{
    public const int Length = 6;

    private const int Tries = 20;
    private const string Everybody = "everybody";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>For an operator to give out.</summary>
    /// <param name="phone">Of the elder, digits only.</param>
    /// <returns>Six digits, good for <see cref="ChatOptions.CodeLifetime"/>.</returns>
    /// <exception cref="RedisUnavailableException">Redis cannot be reached.</exception>
    public Task<string> IssueAsync(string phone, CancellationToken cancellation) => GiveOutAsync(phone, GivenOut, cancellation);

    /// <summary>For an operator to pair a touch screen with; good for nothing else.</summary>
    /// <param name="elder">What the screen will be paired with.</param>
    /// <returns>Six digits, good for <see cref="ChatOptions.CodeLifetime"/>.</returns>
    /// <exception cref="RedisUnavailableException">Redis cannot be reached.</exception>
    public Task<string> IssueForScreenAsync(string elder, CancellationToken cancellation) => GiveOutAsync(elder, ForScreen, cancellation);

    private async Task<string> GiveOutAsync(string what, Func<string, string> name, CancellationToken cancellation)
    {
        for (var times = 0; times < Tries; times++)
        {
            var code = NewCode();
            var version = (await shelf.TakeAsync(name(code), cancellation)) is var (other, kept) ? (other.Length == 0 ? kept : -1) : 0;
            if (version >= 0 && await shelf.PutAsync(name(code), what, version, options.Value.CodeLifetime, cancellation))
            {
                return code;
            }
        }

        throw new InvalidOperationException("Nearly all codes are given out.");
    }

    /// <summary>For the phone that a chatter has named.</summary>
    /// <returns>Null where that phone, or this conversation, has asked for too many.</returns>
    /// <exception cref="RedisUnavailableException">Redis cannot be reached.</exception>
    public async Task<string?> IssueForAsync(string conversation, string phone, CancellationToken cancellation)
    {
        if (!await CountAsync($"sent:{phone}", options.Value.Attempts, cancellation) || !await CountAsync($"asked:{conversation}", options.Value.Attempts, cancellation))
        {
            return null;
        }

        var code = NewCode();
        var version = (await shelf.TakeAsync(Sent(conversation), cancellation))?.Version ?? 0;
        return await shelf.PutAsync(Sent(conversation), $"{code} {phone}", version, options.Value.CodeLifetime, cancellation) ? code : null;
    }

    /// <summary>Takes a code, once.</summary>
    /// <param name="user">Whose wrong codes are counted.</param>
    /// <exception cref="RedisUnavailableException">Redis cannot be reached.</exception>
    public async Task<LinkOutcome> RedeemAsync(string code, string conversation, string user, CancellationToken cancellation)
    {
        if (!await MayTryAsync(user, cancellation))
        {
            return new LinkOutcome.TooMany();
        }

        if (await shelf.TakeAsync(Sent(conversation), cancellation) is var (sent, at) && sent.Split(' ') is [var own, var phone] && own == code)
        {
            return await SpendAsync(Sent(conversation), at, phone, cancellation);
        }

        return await TakeGivenOutAsync(GivenOut(code), user, cancellation);
    }

    /// <summary>Takes a code that was given out for a screen, once.</summary>
    /// <param name="who">Whose wrong codes are counted.</param>
    /// <returns>Linked with what it was given out for.</returns>
    /// <exception cref="RedisUnavailableException">Redis cannot be reached.</exception>
    public async Task<LinkOutcome> RedeemForScreenAsync(string code, string who, CancellationToken cancellation) =>
        await MayTryAsync(who, cancellation) ? await TakeGivenOutAsync(ForScreen(code), who, cancellation) : new LinkOutcome.TooMany();

    private async Task<LinkOutcome> TakeGivenOutAsync(string name, string user, CancellationToken cancellation)
    {
        if (await shelf.TakeAsync(name, cancellation) is var (what, version) && what.Length > 0)
        {
            return await SpendAsync(name, version, what, cancellation);
        }

        await CountAsync(Wrong(user), int.MaxValue, cancellation);
        await CountAsync(Wrong(Everybody), int.MaxValue, cancellation);
        return new LinkOutcome.Wrong();
    }

    private async Task<LinkOutcome> SpendAsync(string name, long version, string phone, CancellationToken cancellation) =>
        await shelf.PutAsync(name, "", version, options.Value.CodeLifetime, cancellation) ? new LinkOutcome.Linked(phone) : new LinkOutcome.Wrong();

    private async Task<bool> MayTryAsync(string user, CancellationToken cancellation) =>
        await MayTryAsync(user, options.Value.Attempts, cancellation) && await MayTryAsync(Everybody, options.Value.AttemptsOfAll, cancellation);

    private async Task<bool> MayTryAsync(string who, int most, CancellationToken cancellation) =>
        !(await shelf.TakeAsync(Count(Wrong(who)), cancellation) is var (_, times) && times >= most);

    /// <summary>Counts one more, in the versions of a state that is forgotten an hour after the last.</summary>
    /// <returns>False where it would be more than <paramref name="most"/>.</returns>
    private async Task<bool> CountAsync(string name, int most, CancellationToken cancellation)
    {
        for (var times = 0; times < Tries; times++)
        {
            var counted = (await shelf.TakeAsync(Count(name), cancellation))?.Version ?? 0;
            if (counted >= most)
            {
                return false;
            }

            if (await shelf.PutAsync(Count(name), "", counted, Hour, cancellation))
            {
                return true;
            }
        }

        return false;
    }

    private static string NewCode() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    private static string GivenOut(string code) => $"link-code:{code}";

    private static string ForScreen(string code) => $"screen-code:{code}";

    private static string Sent(string conversation) => $"link-sent:{conversation}";

    private static string Wrong(string who) => $"wrong:{who}";

    private static string Count(string name) => $"link-count:{name}";
}

using System.Text;
using Dispatch.Audit;
using Dispatch.Screens;
using Microsoft.Extensions.Options;
using QRCoder;
using VoiceGateway.Chat.Linking;
using VoiceGateway.Console.SignIn;
using VoiceGateway.Screens.Touch;

namespace VoiceGateway.Console.Screens;

/// <summary>What operators do with an elder's touch screens: a code to pair one with, and the end of a pairing. Both stand on the record.</summary>
internal sealed class ScreenPairing(Seat seat, LinkCodes codes, ScreenBook screens, AuditTrail trail, IOptions<TouchOptions> options)
{
    /// <param name="house">The address at which this console was opened, for the QR code.</param>
    /// <returns>Six digits, and the QR code as the address of a picture; null where this person may not.</returns>
    /// <exception cref="Dispatch.Ledger.LedgerUnavailableException">No code is given out.</exception>
    /// <exception cref="Dispatch.Queue.RedisUnavailableException">No code is given out.</exception>
    public async Task<(string Code, string Picture)?> GiveCodeAsync(string elderId, string house, CancellationToken cancellation)
    {
        if (await seat.MayAsync(ConsolePolicies.Act, cancellation) is not { } person)
        {
            return null;
        }

        await trail.NoteAsync(person.Account, AuditTrail.ScreenCodeGiven, $"elder:{elderId}", null, cancellation);
        var code = await codes.IssueForScreenAsync(ScreenCode.Write(elderId, person.Account), cancellation);
        return (code, PictureOf($"{(options.Value.PublicUrl.Length > 0 ? options.Value.PublicUrl : house).TrimEnd('/')}{TouchDoor.Path}#{code}"));
    }

    /// <returns>False where this person may not.</returns>
    /// <exception cref="Dispatch.Ledger.LedgerUnavailableException">The screen is paired as it was.</exception>
    public async Task<bool> RevokeAsync(PairedScreen screen, CancellationToken cancellation)
    {
        if (await seat.MayAsync(ConsolePolicies.Act, cancellation) is not { } person)
        {
            return false;
        }

        await screens.RevokeAsync(screen.ElderId, screen.Id, person.Account, cancellation);
        return true;
    }

    private static string PictureOf(string address)
    {
        const int Module = 8;
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        return $"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(picture.GetGraphic(Module)))}";
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net.WebSockets;
using Microsoft.Extensions.Logging.Console;
using VoiceGateway.Hosting;
using VoiceGateway.Media;

namespace VoiceGateway.Commands;

/// <summary>
/// <c>call --from NUMBER (--wav FILE | --say WORDS | --dtmf KEYS)…</c>: places a call over the real media stream, in real time, and writes
/// it down (<see cref="CallTranscript"/>). Exit code 0: everything was said and the call ended normally; 1: it did not; 2: it could not begin.
/// </summary>
internal static class CallCommand
{
    private const int NotNormal = 1;
    private const int NotBegun = 2;

    public static Command Create()
    {
        var from = new Option<string>("--from") { Description = "The number that calls.", Required = true };
        var to = new Option<string>("--to") { Description = "The number that is called.", DefaultValueFactory = _ => "12349" };
        var behind = new Option<string?>("--behind") { Description = "A recording that plays behind the caller for the whole call, again and again: a television, a street." };
        var server = new Option<Uri?>("--server") { Description = "Address of a running server, e.g. http://localhost:8080; without it one is started for the call, with the same settings on a free port.", CustomParser = Address };
        var command = new Command("call", "Calls the hotline and says what is given, turn by turn; prints the call as lines of JSON.")
        {
            from, to, behind, server, CallTurns.Wav, CallTurns.Say, CallTurns.Dtmf,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) =>
            RunAsync(parsed, parsed.GetRequiredValue(from), parsed.GetRequiredValue(to), parsed.GetValue(behind), parsed.GetValue(server), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string from, string to, string? behind, Uri? server, CancellationToken cancellation)
    {
        var errors = parsed.InvocationConfiguration.Error;
        if (ServeCommand.NotASetting(parsed.UnmatchedTokens) is { } token)
        {
            await errors.WriteLineAsync($"'{token}' is neither an option nor a setting; see call --help.");
            return NotBegun;
        }

        try
        {
            var turns = await CallTurns.ReadAsync(parsed, cancellation);
            await using var own = server is null ? await StartServerAsync(parsed.UnmatchedTokens, cancellation) : null;
            var address = server ?? new Uri(own!.Urls.First());
            if (turns.Any(turn => turn is CallTurn.Wav) && await Ears.WaitAsync(address, errors, cancellation) is { } missing)
            {
                await errors.WriteLineAsync(missing);
                return NotBegun;
            }

            var room = behind is null ? null : Loop(Resampler.Convert(await WavFile.ReadAsync(behind, cancellation), Sound.Telephone));
            var normal = await CallAsync(address, from, to, room, turns, parsed.InvocationConfiguration.Output, cancellation);
            if (own is not null)
            {
                await own.StopAsync(cancellation);
            }

            return normal ? 0 : NotNormal;
        }
        catch (Exception refused) when (VoiceCareHost.IsRefusal(refused) || refused is IOException or InvalidDataException or WebSocketException or HttpRequestException)
        {
            await errors.WriteLineAsync(refused.Message);
            return NotBegun;
        }
    }

    private static Uri? Address(ArgumentResult given)
    {
        if (Uri.TryCreate(given.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return address;
        }

        given.AddError($"'{given.Tokens[0].Value}' is no address of a server, such as http://localhost:8080.");
        return null;
    }

    private static async Task<bool> CallAsync(
        Uri server, string from, string to, Func<short>? room, IReadOnlyList<CallTurn> turns, TextWriter output, CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        await using var line = new CallLine(time) { Room = room };
        var transcript = new CallTranscript(output, time);
        var play = new CallPlay(line, transcript, time);
        await line.DialAsync(server, from, to, cancellation);
        return await play.RunAsync(turns, cancellation);
    }

    private static Func<short> Loop(Sound sound)
    {
        var at = 0;
        return () => sound.Samples.Span[at++ % sound.Samples.Length];
    }

    private static async Task<WebApplication> StartServerAsync(IReadOnlyList<string> settings, CancellationToken cancellation)
    {
        // What is printed is the call; what the server has to say goes beside it.
        var host = VoiceCareHost.Build([.. settings, "--urls=http://127.0.0.1:0"], builder =>
            builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        VoiceCareHost.CheckSettings(host);
        await host.StartAsync(cancellation);
        return host;
    }
}

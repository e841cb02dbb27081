using System.CommandLine;
using System.CommandLine.Parsing;
using VoiceGateway.Media;

namespace VoiceGateway.Commands;

/// <summary>Reads --wav, --say and --dtmf in the order in which they stand on the command line.</summary>
internal static class CallTurns
{
    private const string Keys = "0123456789*#";

    public static Option<string[]> Wav { get; } = new("--wav") { Description = "A recording that is the caller's next turn; PCM of 16 bits or µ-law, any rate. May be given again." };

    public static Option<string[]> Say { get; } = new("--say") { Description = "Words that are the caller's next turn, typed. May be given again." };

    public static Option<string[]> Dtmf { get; } = new("--dtmf") { Description = "Keys that are pressed next, one turn each. May be given again." };

    /// <exception cref="InvalidDataException">A file is no WAV file that can be read, or a key is none; the message says which.</exception>
    /// <exception cref="IOException">A file cannot be opened.</exception>
    public static async Task<IReadOnlyList<CallTurn>> ReadAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var turns = new List<CallTurn>();
        var option = string.Empty;
        foreach (var token in parsed.Tokens)
        {
            if (token.Type == TokenType.Option)
            {
                option = token.Value;
                continue;
            }

            turns.AddRange(await TurnsAsync(option, token.Value, cancellation));
            // What follows a value belongs to no turn: a setting of the server.
            option = string.Empty;
        }

        return turns;
    }

    private static async Task<IEnumerable<CallTurn>> TurnsAsync(string option, string value, CancellationToken cancellation)
    {
        if (option == Wav.Name)
        {
            return [await WavAsync(value, cancellation)];
        }

        if (option == Say.Name)
        {
            return [new CallTurn.Say(value)];
        }

        return option == Dtmf.Name ? value.Select(Press) : [];
    }

    private static async Task<CallTurn> WavAsync(string path, CancellationToken cancellation) =>
        new CallTurn.Wav(Resampler.Convert(await WavFile.ReadAsync(path, cancellation), Sound.Telephone));

    private static CallTurn Press(char key) =>
        Keys.Contains(key, StringComparison.Ordinal) ? new CallTurn.Press(key) : throw new InvalidDataException($"'{key}' is not a key of a telephone: --dtmf takes {Keys}");
}

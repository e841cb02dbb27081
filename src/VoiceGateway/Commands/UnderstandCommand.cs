using System.CommandLine;
using System.Text;
using DialogBot.Understanding;

namespace VoiceGateway.Commands;

/// <summary><c>understand</c>: reads utterances as JSON lines from standard input and writes what they mean, one line each, in order.</summary>
internal static class UnderstandCommand
{
    private const int BufferSize = 1 << 16;

    public static Command Create()
    {
        var explain = new Option<bool>("--explain") { Description = "Adds the text as it was read and the evidence behind each reading." };
        var command = new Command("understand", "Reads JSON lines {\"id\",\"text\"|\"nbest\",\"now\",\"region\"?} from standard input and writes what each means.") { explain };
        command.SetAction((parsed, cancellation) => RunAsync(
            System.Console.OpenStandardInput(), System.Console.OpenStandardOutput(), parsed.GetValue(explain), cancellation));
        return command;
    }

    internal static async Task<int> RunAsync(Stream input, Stream output, bool explain, CancellationToken cancellation)
    {
        var understander = Understander.Load(Path.Combine(AppContext.BaseDirectory, "prompts"));
        using var lines = new StreamReader(input, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, BufferSize);
        await using var readings = new UnderstandWriter(new BufferedStream(output, BufferSize), explain);
        while (true)
        {
            var next = lines.ReadLineAsync(cancellation);
            if (!next.IsCompleted)
            {
                // Whoever waits for an answer before asking again must get it now.
                await readings.FlushAsync(cancellation);
            }

            if (await next is not { } line)
            {
                return 0;
            }

            if (line.Length > 0)
            {
                Answer(understander, line, readings);
            }
        }
    }

    private static void Answer(Understander understander, string line, UnderstandWriter readings)
    {
        var request = UnderstandRequest.Parse(line);
        if (request.Error is { } error)
        {
            readings.WriteError(request.Id, error);
            return;
        }

        readings.Write(request.Id, understander.Read(request.Utterance!, request.Now, request.Region));
    }
}

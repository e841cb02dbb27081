using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VoiceGateway.Carriers.Local;

/// <summary>The messages on the town's phones, kept as lines of JSON so that a restart does not empty anybody's inbox.</summary>
internal sealed class MessageStore : IAsyncDisposable
{
    private const int Kept = 5000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly SemaphoreSlim gate = new(1);
    private readonly List<LocalMessage> messages = [];
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> readUntil = new(StringComparer.Ordinal);
    private readonly string path;
    private StreamWriter? file;

    /// <param name="path">The file; made, with its folder, when it is not there.</param>
    public MessageStore(string path) => this.path = path;

    /// <returns>False when a message of that id was there before.</returns>
    public async Task<bool> AddAsync(LocalMessage message, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            await OpenAsync(cancellation);
            if (!ids.Add(message.Id))
            {
                return false;
            }

            messages.Add(message);
            await WriteAsync(new Entry(message, null, null), cancellation);
            return true;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Whoever has this phone has seen everything until a moment.</summary>
    public async Task MarkReadAsync(string phone, DateTimeOffset until, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            await OpenAsync(cancellation);
            if (readUntil.GetValueOrDefault(phone) < until)
            {
                readUntil[phone] = until;
                await WriteAsync(new Entry(null, phone, until), cancellation);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Everything, oldest first, and until when each phone has read.</summary>
    public async Task<(IReadOnlyList<LocalMessage> Messages, IReadOnlyDictionary<string, DateTimeOffset> ReadUntil)> AllAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            await OpenAsync(cancellation);
            return ([.. messages], new Dictionary<string, DateTimeOffset>(readUntil));
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (file is not null)
        {
            await file.DisposeAsync();
        }

        gate.Dispose();
    }

    private async Task OpenAsync(CancellationToken cancellation)
    {
        if (file is not null)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (File.Exists(path))
        {
            await foreach (var line in File.ReadLinesAsync(path, cancellation))
            {
                Take(line);
            }
        }

        messages.RemoveRange(0, Math.Max(0, messages.Count - Kept));
        await RewriteAsync(cancellation);
    }

    private void Take(string line)
    {
        Entry? entry;
        try
        {
            entry = JsonSerializer.Deserialize<Entry>(line, Json);
        }
        catch (JsonException)
        {
            // The last line of a process that was killed while it wrote.
            return;
        }

        if (entry?.Message is { } message && ids.Add(message.Id))
        {
            messages.Add(message);
        }
        else if (entry is { ReadBy: { } phone, ReadUntil: { } until })
        {
            readUntil[phone] = until;
        }
    }

    /// <summary>Leaves out what is no longer kept, and a broken last line.</summary>
    private async Task RewriteAsync(CancellationToken cancellation)
    {
        var fresh = path + ".new";
        var entries = messages.Select(message => new Entry(message, null, null))
            .Concat(readUntil.Select(read => new Entry(null, read.Key, read.Value)));
        await File.WriteAllLinesAsync(fresh, entries.Select(Line), cancellation);
        File.Move(fresh, path, overwrite: true);
        file = new StreamWriter(path, append: true) { AutoFlush = true };
    }

    private Task WriteAsync(Entry entry, CancellationToken cancellation) =>
        file!.WriteLineAsync(Line(entry).AsMemory(), cancellation);

    private static string Line(Entry entry) => JsonSerializer.Serialize(entry, Json);

    private sealed record Entry(LocalMessage? Message, string? ReadBy, DateTimeOffset? ReadUntil);
}

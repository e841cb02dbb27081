using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using DialogBot.Understanding;

namespace VoiceGateway.Commands;

/// <summary>Writes readings as JSON lines.</summary>
internal sealed class UnderstandWriter(Stream output, bool explain) : IAsyncDisposable
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private readonly Utf8JsonWriter _json = new(output, Readable);

    public void Write(string? id, Reading reading)
    {
        Begin(id);
        _json.WriteString("intent", IntentName.Of(reading.Intent));
        _json.WriteString("service", reading.Services.Count > 0 ? reading.Services[0].Code : null);
        _json.WriteStartArray("services");
        foreach (var service in reading.Services)
        {
            _json.WriteStringValue(service.Code);
        }

        _json.WriteEndArray();
        WriteWhen(reading.When);
        WriteDanger(reading.Danger);
        _json.WriteNumber("confidence", Math.Round(reading.Confidence, 3));
        if (explain)
        {
            WriteEvidence(reading);
        }

        End();
    }

    public void WriteError(string? id, string error)
    {
        Begin(id);
        _json.WriteString("error", error);
        End();
    }

    public Task FlushAsync(CancellationToken cancellation) => output.FlushAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await _json.DisposeAsync();
        await output.FlushAsync();
        await output.DisposeAsync();
    }

    private void WriteWhen(TimeAsk? when)
    {
        _json.WriteString("date", when?.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        _json.WriteString("time", when?.Time?.ToString("HH:mm", CultureInfo.InvariantCulture));
        _json.WriteString("part", when?.Part switch
        {
            DayPart.Morning => "morning",
            DayPart.Noon => "noon",
            DayPart.Afternoon => "afternoon",
            DayPart.Evening => "evening",
            DayPart.Night => "night",
            _ => null,
        });
        _json.WriteString("recurrence", when?.Recurrence);
    }

    private void WriteDanger(Danger? danger)
    {
        if (danger is null)
        {
            _json.WriteNull("danger");
            return;
        }

        _json.WriteStartObject("danger");
        _json.WriteString("category", danger.Category);
        _json.WriteString("severity", danger.Severity switch { Severity.Life => "life", Severity.Urgent => "urgent", _ => "concern" });
        if (explain)
        {
            _json.WriteBoolean("certain", danger.Certain);
        }

        _json.WriteEndObject();
    }

    private void WriteEvidence(Reading reading)
    {
        _json.WriteString("read", reading.Text);
        _json.WriteStartArray("evidence");
        foreach (var evidence in reading.Evidence)
        {
            _json.WriteStartObject();
            _json.WriteString("words", evidence.Words);
            _json.WriteString("rule", evidence.Rule);
            _json.WriteNumber("score", Math.Round(evidence.Score, 3));
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void Begin(string? id)
    {
        _json.WriteStartObject();
        _json.WritePropertyName("id");
        _json.WriteRawValue(id ?? "null", skipInputValidation: true);
    }

    private void End()
    {
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        output.WriteByte((byte)'\n');
    }
}

using System.Text;
using System.Text.Json;
using VoiceGateway.Media;

namespace VoiceGateway.Tests.Media;

/// <summary>The messages are those of Twilio's published documentation of Media Streams.</summary>
public sealed class MediaMessageTests
{
    private readonly byte[] audio = new byte[MediaMessageReader.MaxAudio];

    [Fact]
    public void Connected_is_read() =>
        Assert.Equal(MediaEvent.Connected, Read("""{ "event": "connected", "protocol": "Call", "version": "1.0.0" }""").Event);

    [Fact]
    public void Start_names_the_stream_the_call_and_what_the_carrier_was_told()
    {
        var start = Read("""
            { "event": "start", "sequenceNumber": "1",
              "start": { "accountSid": "AC1", "streamSid": "MZ18ad3ab5a668481ce02b83e7395059f0", "callSid": "CA123", "tracks": [ "inbound" ],
                "mediaFormat": { "encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1 },
                "customParameters": { "from": "07735550101", "to": "12349" } },
              "streamSid": "MZ18ad3ab5a668481ce02b83e7395059f0" }
            """).Start;

        Assert.NotNull(start);
        Assert.Equal("MZ18ad3ab5a668481ce02b83e7395059f0", start.StreamSid);
        Assert.Equal("CA123", start.CallSid);
        Assert.Equal("07735550101", start.Parameter("from"));
        Assert.Equal(string.Empty, start.Parameter("captions"));
    }

    [Theory]
    [InlineData("""{"event":"media","sequenceNumber":"3","media":{"track":"inbound","chunk":"1","timestamp":"5","payload":"AAECAwQF/v8="},"streamSid":"MZ1"}""")]
    [InlineData("""{"streamSid":"MZ1","media":{"payload":"AAECAwQF/v8=","timestamp":"5"},"event":"media"}""")]
    [InlineData("""{"event":"media","media":{"payload":"AAECAwQF\/v8="}}""")]
    public void Sound_is_decoded_whatever_the_order_of_members_and_however_the_slash_is_written(string json)
    {
        var message = Read(json);

        Assert.Equal(MediaEvent.Media, message.Event);
        Assert.Equal<byte>([0, 1, 2, 3, 4, 5, 0xFE, 0xFF], audio[..message.AudioLength]);
    }

    [Fact]
    public void A_key_is_read() =>
        Assert.Equal('#', Read("""{"event":"dtmf","streamSid":"MZ1","sequenceNumber":"5","dtmf":{"track":"inbound_track","digit":"#"}}""").Key);

    [Fact]
    public void A_mark_comes_back_by_its_name() =>
        Assert.Equal("said-1", Read("""{"event":"mark","sequenceNumber":"4","streamSid":"MZ1","mark":{"name":"said-1"}}""").Text);

    [Fact]
    public void Stop_is_read() =>
        Assert.Equal(MediaEvent.Stop, Read("""{"event":"stop","sequenceNumber":"5","stop":{"accountSid":"AC1","callSid":"CA1"},"streamSid":"MZ1"}""").Event);

    [Fact]
    public void Typed_words_are_final_unless_they_say_otherwise()
    {
        Assert.Equal(("我要打扫", true), (Read("""{"event":"text","text":"我要打扫"}""") is var typed ? typed.Text : null, typed.Final));
        Assert.False(Read("""{"event":"text","text":"我要","final":false}""").Final);
    }

    [Fact]
    public void An_event_that_is_not_known_is_passed_over() =>
        Assert.Equal(MediaEvent.Unknown, Read("""{"event":"cheers","media2":{"payload":[1,{"a":2}]}}""").Event);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"event":"media","media":{"payload":"?"}}""")]
    [InlineData("""{"event":"media","media":{"payload":7}}""")]
    [InlineData("""{"event":"text","text":{}}""")]
    public void What_is_no_message_is_refused(string json) =>
        Assert.False(MediaMessageReader.TryRead(Encoding.UTF8.GetBytes(json), audio, out _));

    [Fact]
    public void More_than_a_second_of_sound_in_one_message_is_refused() =>
        Assert.False(MediaMessageReader.TryRead(
            Encoding.UTF8.GetBytes($$$"""{"event":"media","media":{"payload":"{{{Convert.ToBase64String(new byte[MediaMessageReader.MaxAudio + 1])}}}"}}"""), audio, out _));

    [Fact]
    public void A_frame_of_sound_costs_no_allocation_in_either_direction()
    {
        var frame = Encoding.UTF8.GetBytes($$$"""{"event":"media","sequenceNumber":"3","media":{"track":"inbound","chunk":"1","timestamp":"5","payload":"{{{Convert.ToBase64String(new byte[160])}}}"},"streamSid":"MZ1"}""");
        using var writer = new MediaMessageWriter("MZ1");
        Relay(frame, writer);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++)
        {
            Relay(frame, writer);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void What_is_written_is_what_the_documentation_shows()
    {
        using var writer = new MediaMessageWriter("MZ1");

        Same("""{"event":"media","streamSid":"MZ1","media":{"payload":"AAEC/w=="}}""", writer.Media([0, 1, 2, 0xFF]));
        Same("""{"event":"mark","streamSid":"MZ1","mark":{"name":"said-1"}}""", writer.Mark("said-1"));
        Same("""{"event":"clear","streamSid":"MZ1"}""", writer.Clear());
        Same("""{"event":"caption","streamSid":"MZ1","who":"bot","text":"您好。"}""", writer.Caption("bot", "您好。"));
        Same("""{"event":"state","streamSid":"MZ1","state":"listening"}""", writer.State("listening"));
        Same("""{"event":"ended","streamSid":"MZ1","order":null,"state":"HangUp","normal":true}""", writer.Ended(null, "HangUp", normal: true));
    }

    private void Relay(byte[] frame, MediaMessageWriter writer)
    {
        MediaMessageReader.TryRead(frame, audio, out var message);
        writer.Media(audio.AsSpan(0, message.AudioLength));
    }

    private MediaMessage Read(string json)
    {
        Assert.True(MediaMessageReader.TryRead(Encoding.UTF8.GetBytes(json), audio, out var message));
        return message;
    }

    private static void Same(string expected, ReadOnlyMemory<byte> written) =>
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(expected).RootElement, JsonDocument.Parse(written).RootElement), Encoding.UTF8.GetString(written.Span));
}

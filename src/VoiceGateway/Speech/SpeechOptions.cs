namespace VoiceGateway.Speech;

/// <summary>Section <c>Speech</c> of the settings: which engines are asked, and how the local one works.</summary>
public sealed class SpeechOptions
{
    public const string Section = "Speech";

    /// <summary>Ears in the order in which they are asked, with commas: local, azure, openai.</summary>
    public string Recognizers { get; set; } = Order.EngineNames.Local;

    /// <summary>Voices in the order in which they are asked, with commas: local, azure, openai.</summary>
    public string Synthesizers { get; set; } = Order.EngineNames.Local;

    /// <summary>False: no local engine at all; then speech must come from a carrier or a remote service.</summary>
    public bool Local { get; set; } = true;

    /// <summary>Whether a missing engine is fetched in the background when the server starts.</summary>
    public bool SetUpOnStart { get; set; } = true;

    /// <summary>The cache; empty for $VOICECARE_SPEECH, or voicecare/speech in the user's cache.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Any multilingual Whisper model in ggml's format, used for whole utterances instead of our small one.</summary>
    public string Model { get; set; } = "";

    /// <summary>Any multilingual Whisper model in ggml's format, used for partial results instead of our base one.</summary>
    public string PartialModel { get; set; } = "";

    /// <summary>Beams of the search for whole utterances, 1 to 8; more find more hypotheses, and take longer.</summary>
    public int Beams { get; set; } = 5;

    /// <summary>Threads of one recognition; 0 for the machine's processors, at most 4.</summary>
    public int Threads { get; set; }

    /// <summary>Recognitions at the same time, 1 to 16. Each has a memory of its own (about 200 MB with the small model).</summary>
    public int Workers { get; set; } = 1;

    /// <summary>Utterances that may wait for the recogniser; another one is answered "busy".</summary>
    public int QueueLimit { get; set; } = 32;

    /// <summary>The encoder's reach for whole utterances at least, in positions of 20 ms: 512 to 1500 (docs/speech.md).</summary>
    public int MinAudioContext { get; set; } = 512;

    /// <summary>Kokoro's Chinese voices: zf_xiaobei, zf_xiaoni, zf_xiaoxiao, zf_xiaoyi, zm_yunjian, zm_yunxi, zm_yunxia, zm_yunyang.</summary>
    public string Voice { get; set; } = "zf_xiaobei";

    /// <summary>Sentences that may wait for the voice; another one is answered "busy".</summary>
    public int VoiceQueueLimit { get; set; } = 64;

    /// <summary>Megabytes of said sentences kept in memory.</summary>
    public int VoiceMemoryMegabytes { get; set; } = 64;

    /// <summary>Megabytes of said sentences kept on disk.</summary>
    public int VoiceDiskMegabytes { get; set; } = 512;

    /// <summary>Calls whose speech is found by the model (0.5 % of a core each); the others are listened to by loudness.</summary>
    public int NeuralActivityCalls { get; set; } = 40;
}

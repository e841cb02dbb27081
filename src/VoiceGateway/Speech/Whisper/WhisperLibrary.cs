using System.Runtime.InteropServices;

namespace VoiceGateway.Speech.Whisper;

/// <summary>Brings whisper.cpp into the process, once.</summary>
internal static unsafe class WhisperLibrary
{
    private static readonly Lock Gate = new();
    private static bool loaded;

    /// <param name="folder">Holds libwhisper.so, libggml*.so.</param>
    /// <exception cref="SpeechEngineException">It cannot be loaded here, or is another version; the message says which.</exception>
    public static void Load(string folder)
    {
        lock (Gate)
        {
            if (loaded)
            {
                return;
            }

            // Each finds the ones before it by its name, for they were linked without a path.
            NativeLibraries.Load(folder, "libggml-base.so", "libggml.so", "libwhisper.so");
            var version = Marshal.PtrToStringUTF8((nint)WhisperNative.GetVersion());
            if (version != WhisperNative.Version)
            {
                throw new SpeechEngineException($"{folder} holds whisper.cpp {version}; this program knows the structures of {WhisperNative.Version} only.");
            }

            WhisperNative.SetLog(&Ignore, null);
            WhisperNative.LoadBackends(folder);
            loaded = true;
        }
    }

    // It would write what callers said, and much else, to standard error.
    [UnmanagedCallersOnly]
    private static void Ignore(int level, byte* text, void* data)
    {
    }
}

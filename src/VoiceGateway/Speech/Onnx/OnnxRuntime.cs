using System.Runtime.InteropServices;
using System.Text;

namespace VoiceGateway.Speech.Onnx;

/// <summary>ONNX Runtime in this process, loaded once: its table of functions and what all sessions share.</summary>
internal sealed unsafe class OnnxRuntime
{
    private const string Library = "libonnxruntime.so";

    // Any later runtime still gives the table of this version.
    private const uint ApiVersion = 17;
    private const int WarningLevel = 3;
    private const int ArenaAllocator = 1;
    private const int DefaultMemory = 0;

    private static readonly Lock Gate = new();
    private static OnnxRuntime? loaded;

    private readonly nint* api;

    private OnnxRuntime(string folder)
    {
        NativeLibraries.Load(folder, Library);
        var getBase = (delegate* unmanaged<nint*>)NativeLibraries.Export(Library, "OrtGetApiBase");
        var apiBase = getBase();
        api = ((delegate* unmanaged<uint, nint*>)apiBase[0])(ApiVersion);
        if (api == null)
        {
            var version = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)apiBase[1])());
            throw new SpeechEngineException($"{folder} holds ONNX Runtime {version}, which is older than this program needs (1.{ApiVersion}).");
        }

        nint environment;
        fixed (byte* name = "voicecare\0"u8)
        {
            Check(((delegate* unmanaged<int, byte*, nint*, nint>)this[OnnxFunction.CreateEnvironment])(WarningLevel, name, &environment));
        }

        nint memory;
        Check(((delegate* unmanaged<int, int, nint*, nint>)this[OnnxFunction.CreateCpuMemory])(ArenaAllocator, DefaultMemory, &memory));
        Environment = environment;
        Memory = memory;
    }

    public nint Environment { get; }

    public nint Memory { get; }

    public nint this[OnnxFunction function] => api[(int)function];

    /// <param name="folder">Holds libonnxruntime.so.</param>
    /// <exception cref="SpeechEngineException">It cannot be loaded here, or is too old; the message says which.</exception>
    public static OnnxRuntime Load(string folder)
    {
        lock (Gate)
        {
            return loaded ??= new OnnxRuntime(folder);
        }
    }

    /// <exception cref="SpeechEngineException">The status is not that of success.</exception>
    public void Check(nint status)
    {
        if (status == 0)
        {
            return;
        }

        var message = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, nint>)this[OnnxFunction.GetErrorMessage])(status));
        Release(OnnxFunction.ReleaseStatus, status);
        throw new SpeechEngineException($"ONNX Runtime failed: {message}");
    }

    public void Release(OnnxFunction function, nint handle) => ((delegate* unmanaged<nint, void>)this[function])(handle);

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + '\0');
}

using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace VoiceGateway.Speech;

/// <summary>Loads native libraries by full path and lets this assembly's imports find them by file name.</summary>
internal static class NativeLibraries
{
    private static readonly ConcurrentDictionary<string, nint> Handles = new();

    static NativeLibraries() => NativeLibrary.SetDllImportResolver(
        typeof(NativeLibraries).Assembly,
        (name, _, _) => Handles.GetValueOrDefault(name));

    /// <param name="files">In an order in which each needs only those before it.</param>
    /// <exception cref="SpeechEngineException">One cannot be loaded on this machine; the message says which and why.</exception>
    public static void Load(string folder, params ReadOnlySpan<string> files)
    {
        foreach (var file in files)
        {
            try
            {
                var path = Path.Combine(folder, file);
                Handles.GetOrAdd(file, _ => NativeLibrary.Load(path));
            }
            catch (Exception failure) when (failure is DllNotFoundException or BadImageFormatException)
            {
                throw new SpeechEngineException($"{file} cannot be loaded from {folder}: {failure.Message}", failure);
            }
        }
    }

    public static nint Export(string file, string symbol) => NativeLibrary.GetExport(Handles[file], symbol);
}

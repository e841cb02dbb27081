using System.Runtime.InteropServices;

namespace VoiceGateway.Speech.Onnx;

/// <summary>One model in memory. Safe for several threads at once.</summary>
internal sealed unsafe class OnnxSession : IDisposable
{
    private const int AllOptimizations = 99;

    private readonly OnnxRuntime runtime;
    private readonly nint[] names;
    private nint session;

    /// <param name="inputs">The model's names of its inputs, in the order in which <see cref="Run"/> gets them.</param>
    /// <param name="outputs">The model's names of its outputs, in the order in which <see cref="Run"/> gives them.</param>
    /// <exception cref="SpeechEngineException">The file is no model that the runtime can load.</exception>
    public OnnxSession(OnnxRuntime runtime, string path, int threads, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs)
    {
        this.runtime = runtime;
        names = [.. inputs.Concat(outputs).Select(Marshal.StringToCoTaskMemUTF8)];
        nint options;
        runtime.Check(((delegate* unmanaged<nint*, nint>)runtime[OnnxFunction.CreateSessionOptions])(&options));
        try
        {
            runtime.Check(((delegate* unmanaged<nint, int, nint>)runtime[OnnxFunction.SetThreads])(options, threads));
            runtime.Check(((delegate* unmanaged<nint, int, nint>)runtime[OnnxFunction.SetGraphOptimization])(options, AllOptimizations));
            // Waiting threads sleep: spinning would take the processor from the recogniser.
            Configure(options, "session.intra_op.allow_spinning", "0");
            nint created;
            fixed (byte* file = OnnxRuntime.Text(path))
            {
                runtime.Check(((delegate* unmanaged<nint, byte*, nint, nint*, nint>)runtime[OnnxFunction.CreateSession])(runtime.Environment, file, options, &created));
            }

            session = created;
        }
        finally
        {
            runtime.Release(OnnxFunction.ReleaseSessionOptions, options);
        }
    }

    /// <summary>Runs the model into tensors that are there already; allocates nothing.</summary>
    /// <exception cref="SpeechEngineException">The runtime failed.</exception>
    public void Run(ReadOnlySpan<OnnxValue> inputs, ReadOnlySpan<OnnxValue> outputs)
    {
        Span<nint> results = stackalloc nint[outputs.Length];
        for (var index = 0; index < outputs.Length; index++)
        {
            results[index] = outputs[index].Handle;
        }

        Run(inputs, results);
    }

    /// <summary>Runs a model of one output, whose size only the model knows; dispose of it.</summary>
    /// <exception cref="SpeechEngineException">The runtime failed.</exception>
    public OnnxValue Run(ReadOnlySpan<OnnxValue> inputs)
    {
        Span<nint> result = [0];
        Run(inputs, result);
        return new OnnxValue(runtime, result[0]);
    }

    public void Dispose()
    {
        if (session != 0)
        {
            runtime.Release(OnnxFunction.ReleaseSession, session);
            session = 0;
            Array.ForEach(names, Marshal.FreeCoTaskMem);
        }
    }

    private void Run(ReadOnlySpan<OnnxValue> inputs, Span<nint> results)
    {
        Span<nint> values = stackalloc nint[inputs.Length];
        for (var index = 0; index < inputs.Length; index++)
        {
            values[index] = inputs[index].Handle;
        }

        fixed (nint* name = names, value = values, result = results)
        {
            runtime.Check(((delegate* unmanaged<nint, nint, nint*, nint*, nuint, nint*, nuint, nint*, nint>)runtime[OnnxFunction.Run])(
                session, 0, name, value, (nuint)inputs.Length, name + inputs.Length, (nuint)results.Length, result));
        }
    }

    private void Configure(nint options, string key, string value)
    {
        fixed (byte* keyText = OnnxRuntime.Text(key), valueText = OnnxRuntime.Text(value))
        {
            runtime.Check(((delegate* unmanaged<nint, byte*, byte*, nint>)runtime[OnnxFunction.AddConfiguration])(options, keyText, valueText));
        }
    }
}

using System.Runtime.InteropServices;

namespace VoiceGateway.Speech.Onnx;

/// <summary>A tensor that goes into or came out of a model.</summary>
internal sealed unsafe class OnnxValue : IDisposable
{
    private const int FloatType = 1;
    private const int Int64Type = 7;

    private readonly OnnxRuntime runtime;
    private void* own;

    public OnnxValue(OnnxRuntime runtime, nint handle)
    {
        this.runtime = runtime;
        Handle = handle;
    }

    private OnnxValue(OnnxRuntime runtime, int type, nuint bytes, ReadOnlySpan<long> shape)
    {
        this.runtime = runtime;
        own = NativeMemory.AllocZeroed(bytes);
        nint handle;
        fixed (long* dimensions = shape)
        {
            runtime.Check(((delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)runtime[OnnxFunction.CreateTensor])(
                runtime.Memory, own, bytes, dimensions, (nuint)shape.Length, type, &handle));
        }

        Handle = handle;
    }

    public nint Handle { get; private set; }

    /// <summary>The numbers of a tensor of floats; writable, valid until disposed of.</summary>
    public Span<float> Floats => new(Data(), Count());

    /// <summary>The numbers of a tensor of 64-bit integers; writable, valid until disposed of.</summary>
    public Span<long> Integers => new(Data(), Count());

    /// <summary>A tensor of zeros.</summary>
    public static OnnxValue OfFloats(OnnxRuntime runtime, params ReadOnlySpan<long> shape) => new(runtime, FloatType, Size(shape) * sizeof(float), shape);

    /// <inheritdoc cref="OfFloats"/>
    public static OnnxValue OfIntegers(OnnxRuntime runtime, params ReadOnlySpan<long> shape) => new(runtime, Int64Type, Size(shape) * sizeof(long), shape);

    public void Dispose()
    {
        if (Handle != 0)
        {
            runtime.Release(OnnxFunction.ReleaseValue, Handle);
            NativeMemory.Free(own);
            own = null;
            Handle = 0;
        }
    }

    private static nuint Size(ReadOnlySpan<long> shape)
    {
        nuint size = 1;
        foreach (var dimension in shape)
        {
            size *= (nuint)dimension;
        }

        return size;
    }

    private void* Data()
    {
        void* data;
        runtime.Check(((delegate* unmanaged<nint, void**, nint>)runtime[OnnxFunction.GetTensorData])(Handle, &data));
        return data;
    }

    private int Count()
    {
        nint shape;
        nuint count;
        runtime.Check(((delegate* unmanaged<nint, nint*, nint>)runtime[OnnxFunction.GetTensorShape])(Handle, &shape));
        var status = ((delegate* unmanaged<nint, nuint*, nint>)runtime[OnnxFunction.GetElementCount])(shape, &count);
        runtime.Release(OnnxFunction.ReleaseTensorShape, shape);
        runtime.Check(status);
        return (int)count;
    }
}

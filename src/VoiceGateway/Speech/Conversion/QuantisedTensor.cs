namespace VoiceGateway.Speech.Conversion;

/// <summary>A tensor that ONNX keeps in 8 bits, with a scale and a zero point for the whole of it or for every column.</summary>
internal sealed class QuantisedTensor(OnnxFile onnx, string name)
{
    private readonly OnnxTensor quantised = onnx.Tensors[name + "_quantized"];

    public IReadOnlyList<long> Shape => quantised.Shape;

    /// <summary>The numbers in full precision, row by row.</summary>
    public float[] ToFloats()
    {
        var values = quantised.ToFloats();
        var scales = onnx.Tensors[name + "_scale"].ToFloats();
        var zeros = onnx.Tensors[name + "_zero_point"].ToFloats();
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = (values[index] - zeros[index % zeros.Length]) * scales[index % scales.Length];
        }

        return values;
    }

    /// <summary>The numbers of a matrix column by column, as ggml wants a weight that ONNX multiplies from the right.</summary>
    public float[] Transposed()
    {
        var (rows, columns) = ((int)Shape[0], (int)Shape[1]);
        var values = ToFloats();
        var transposed = new float[values.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                transposed[(column * rows) + row] = values[(row * columns) + column];
            }
        }

        return transposed;
    }
}

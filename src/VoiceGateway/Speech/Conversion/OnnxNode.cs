namespace VoiceGateway.Speech.Conversion;

/// <summary>One operation of an ONNX graph (NodeProto), as far as weights are found by it.</summary>
internal sealed record OnnxNode(string Name, string Operation, IReadOnlyList<string> Inputs);

namespace VoiceGateway.Speech.Conversion;

/// <summary>
/// The weights of an ONNX model (ModelProto of onnx.proto): all constants and all operations, those inside the branches of an
/// <c>If</c> included, where a merged decoder keeps them.
/// </summary>
internal sealed class OnnxFile
{
    private readonly Dictionary<string, OnnxTensor> tensors = [];
    private readonly List<OnnxNode> nodes = [];

    public IReadOnlyDictionary<string, OnnxTensor> Tensors => tensors;

    public IReadOnlyList<OnnxNode> Nodes => nodes;

    /// <exception cref="InvalidDataException">It is no ONNX file.</exception>
    public static OnnxFile Parse(ReadOnlyMemory<byte> file)
    {
        var onnx = new OnnxFile();
        var model = new ProtobufReader(file);
        while (model.Next())
        {
            if (model.Field == 7)
            {
                onnx.AddGraph(model.ReadBytes());
            }
            else
            {
                model.Skip();
            }
        }

        return onnx.nodes.Count > 0 ? onnx : throw new InvalidDataException("The model file holds no ONNX graph.");
    }

    private void AddGraph(ReadOnlyMemory<byte> message)
    {
        var graph = new ProtobufReader(message);
        while (graph.Next())
        {
            switch (graph.Field)
            {
                case 1:
                    AddNode(graph.ReadBytes());
                    break;
                case 5:
                    var tensor = OnnxTensor.Parse(graph.ReadBytes());
                    tensors[tensor.Name] = tensor;
                    break;
                default:
                    graph.Skip();
                    break;
            }
        }
    }

    private void AddNode(ReadOnlyMemory<byte> message)
    {
        var (name, operation, inputs) = ("", "", new List<string>());
        var node = new ProtobufReader(message);
        while (node.Next())
        {
            switch (node.Field)
            {
                case 1:
                    inputs.Add(node.ReadString());
                    break;
                case 3:
                    name = node.ReadString();
                    break;
                case 4:
                    operation = node.ReadString();
                    break;
                case 5:
                    AddAttribute(node.ReadBytes());
                    break;
                default:
                    node.Skip();
                    break;
            }
        }

        nodes.Add(new OnnxNode(name, operation, inputs));
    }

    private void AddAttribute(ReadOnlyMemory<byte> message)
    {
        var attribute = new ProtobufReader(message);
        while (attribute.Next())
        {
            // 6: the graph of a branch. (TensorProto constants, field 5, hold no weights in these models.)
            if (attribute.Field == 6)
            {
                AddGraph(attribute.ReadBytes());
            }
            else
            {
                attribute.Skip();
            }
        }
    }
}

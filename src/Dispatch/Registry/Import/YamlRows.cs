using YamlDotNet.RepresentationModel;

namespace Dispatch.Registry.Import;

/// <summary>
/// Rows of a YAML file: a sequence of mappings. A sequence within one stands for a CSV value parted by semicolons, a mapping within that
/// for its parts in the order written (relation, name, phone).
/// </summary>
internal static class YamlRows
{
    public static IEnumerable<SourceRow> Read(string path, ImportWords words)
    {
        var stream = new YamlStream();
        using (var text = new StreamReader(path))
        {
            stream.Load(text);
        }

        if (stream.Documents is not [{ RootNode: YamlSequenceNode rows }, ..])
        {
            yield break;
        }

        foreach (var row in rows.Children.OfType<YamlMappingNode>())
        {
            var cells = new Dictionary<string, Cell>();
            foreach (var (name, value) in row.Children)
            {
                cells[words.ColumnOf(((YamlScalarNode)name).Value!)] = new Cell(TextOf(value), (int)value.Start.Column);
            }

            yield return new SourceRow(Path.GetFileName(path), (int)row.Start.Line, cells);
        }
    }

    private static string TextOf(YamlNode node) => node switch
    {
        YamlScalarNode scalar => scalar.Value ?? string.Empty,
        YamlSequenceNode items => string.Join(';', items.Children.Select(TextOf)),
        YamlMappingNode parts => string.Join('|', parts.Children.Values.Select(TextOf)),
        _ => string.Empty,
    };
}

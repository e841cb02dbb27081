using CsvHelper;

namespace Dispatch.Registry.Import;

/// <summary>Rows of a CSV file: a header, then a row an entry; UTF-8, a list within a value parted by semicolons.</summary>
internal static class CsvRows
{
    public static IEnumerable<SourceRow> Read(string path, ImportWords words)
    {
        string? fault = null;
        using var csv = CsvReader.Create(File.OpenRead(path), new CsvReaderOptions
        {
            TrimWhitespace = true,
            TrackLineNumbers = true,
            OnMalformedRecord = _ => fault = "bad-quotes",
        });
        var header = csv.Headers.Select(words.ColumnOf).ToList();
        while (csv.Read())
        {
            var cells = new Dictionary<string, Cell>();
            for (var i = 0; i < header.Count && i < csv.FieldCount; i++)
            {
                cells[header[i]] = new Cell(csv.GetString(i), i + 1);
            }

            // A comma too many shifts every value behind it.
            fault ??= csv.FieldCount == header.Count ? null : "field-count";
            yield return new SourceRow(Path.GetFileName(path), (int)csv.LineNumber, cells, fault);
            fault = null;
        }
    }
}

namespace Dispatch.Registry.Import;

/// <summary>One elder, vendor or operator as a file has it, wherever it came from.</summary>
/// <param name="Line">From 1, the header counted.</param>
/// <param name="Cells">By the name of the column, as prompts/import.yaml names them.</param>
/// <param name="Fault">A problem of prompts/import.yaml with the row as a whole: none of its values can be trusted.</param>
internal sealed record SourceRow(string File, int Line, IReadOnlyDictionary<string, Cell> Cells, string? Fault = null);

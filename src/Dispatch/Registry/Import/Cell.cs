namespace Dispatch.Registry.Import;

/// <summary>One value as it stands in a file.</summary>
/// <param name="Column">Its place in the line, from 1: the number of the field in CSV, of the character in YAML.</param>
internal sealed record Cell(string Text, int Column);

using DialogBot.Tests.Dialogs;

namespace DialogBot.Tests.Speaking;

/// <summary>A copy of prompts/zh-CN that a test may spoil.</summary>
internal sealed class PromptsCopy : IDisposable
{
    public PromptsCopy()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "zh-CN"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Rehearsal.Prompts, "zh-CN")))
        {
            File.Copy(file, Path.Combine(Folder, "zh-CN", Path.GetFileName(file)));
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("prompts").FullName;

    public void Change(string file, string right, string wrong)
    {
        var path = Path.Combine(Folder, file);
        var text = File.ReadAllText(path);
        Assert.Contains(right, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(right, wrong, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

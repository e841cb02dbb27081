namespace VoiceGateway.Speech;

/// <summary>Which locale an elder's dialect is recognised in: Azure's names, which the other engines go by too.</summary>
internal static class Locales
{
    public const string Mandarin = "zh-CN";

    /// <param name="dialect">As the registry has it: mandarin, southwestern (Guilin, Kunming), cantonese, wu (Suzhou, Ningbo).</param>
    public static string Of(string dialect) => dialect switch
    {
        "southwestern" => "zh-CN-sichuan",
        "wu" => "wuu-CN",
        "cantonese" => "yue-CN",
        _ => Mandarin,
    };
}

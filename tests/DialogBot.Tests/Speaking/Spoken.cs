using DialogBot.Dialogs;
using DialogBot.Speaking;
using DialogBot.Tests.Dialogs;

namespace DialogBot.Tests.Speaking;

/// <summary>What the voices know, read once.</summary>
internal static class Spoken
{
    public static Knowledge Knowledge { get; } = Knowledge.Load(Rehearsal.Prompts);

    public static Speech Mandarin => Knowledge.Phrasebooks["zh-CN"].Speech;

    public static Speech Cantonese => Knowledge.Phrasebooks["yue"].Speech;
}

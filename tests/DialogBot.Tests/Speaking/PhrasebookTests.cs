using System.Text.RegularExpressions;
using DialogBot.Speaking;

namespace DialogBot.Tests.Speaking;

public sealed partial class PhrasebookTests
{
    /// <summary>Lines that are said in Mandarin to Cantonese speakers too: sums beyond the price (rare), and what only operators and workers read.</summary>
    private static readonly string[] NotInCantonese =
    [
        "extra",
        "summary", "summary-wish", "summary-orders", "summary-words", "summary-relative", "summary-stranger", "note-person", "note-destination",
        .. Lines.HandoverReason.All.Select(key => key.Name),
    ];

    /// <summary>Longest believable value of each slot; what is longer is cut at its commas.</summary>
    private static readonly Dictionary<string, string> Longest = new()
    {
        ["caller"] = "欧阳奶奶",
        ["service"] = "租护理用具",
        ["quantity"] = "两个半小时",
        ["unit"] = "一个小时",
        ["day"] = "十一月二十四号",
        ["days"] = "每个星期二、星期四",
        ["hour"] = "上午十点二十分",
        ["opens"] = "早上七点半",
        ["closes"] = "晚上六点半",
        ["place"] = "大女儿家",
        ["address"] = "象山区中山中路12号3栋2单元501",
        ["person"] = "老伴",
        ["preference"] = "上次那个师傅",
        ["price"] = "一百二十块五毛",
        ["hours"] = "两个半小时",
        ["balance"] = "两百五十块",
        ["extra"] = "换零件的钱另外算",
        ["worker"] = "护理员",
        ["code"] = "四，零，七，一",
        ["services"] = "租护理用具、上门护理、康复训练",
        ["reason"] = "连着两次没听懂",
        ["wish"] = "打扫卫生、明天、下午三点",
        ["count"] = "两",
        ["words"] = "我要打扫卫生",
        ["order"] = "十一月二十四号上午十点二十分的租护理用具",
        ["series"] = "每个星期二、星期四的租护理用具",
        ["elders"] = "欧阳奶奶、欧阳爷爷",
        ["elder"] = "欧阳奶奶",
        ["relation"] = "外孙女婿",
        ["name"] = "欧阳建国",
        ["vendor"] = "桂林好帮手家政服务公司",
    };

    public static TheoryData<string, string> Everything =>
        new(from language in Spoken.Knowledge.Phrasebooks.Keys from key in Lines.All select (language, key.Name));

    private static bool ForOperators(string key) => key.StartsWith("summary", StringComparison.Ordinal) || key.StartsWith("reason", StringComparison.Ordinal) || key.StartsWith("note", StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Everything))]
    public void Every_line_is_short_and_has_no_digit_no_menu_and_no_advertisement(string language, string key)
    {
        var book = Spoken.Knowledge.Phrasebooks[language];
        var line = Lines.Named(key);
        var values = line.Slots.Select(slot => Longest[slot]).ToArray();
        var ways = Enumerable.Range(0, book.Texts(line).Count()).Select(turn => book.Render(line.With(values), turn)).Append(book.Render(line.With(values) with { Again = true }, 0));
        foreach (var sentence in ways.SelectMany(way => way))
        {
            Assert.True(sentence.Length <= Sentences.Longest, $"{sentence} is too long");
            Assert.DoesNotContain(sentence, char.IsDigit);
            Assert.DoesNotContain('{', sentence);
            Assert.DoesNotMatch(Menu(), sentence);
            Assert.DoesNotMatch(Advertisement(), sentence);
        }
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Every_way_of_saying_a_line_fills_every_slot(string language, string key)
    {
        var line = Lines.Named(key);
        var book = Spoken.Knowledge.Phrasebooks[language];
        var again = book.Texts(line).Last();
        Assert.All(book.Texts(line).Where(text => text != again || book.Texts(line).Count() == 1), text => Assert.All(line.Slots, slot => Assert.Contains($"{{{slot}}}", text, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void A_line_asks_at_most_one_question(string language, string key)
    {
        var asked = Spoken.Knowledge.Phrasebooks[language].Texts(Lines.Named(key)).Max(text => text.Count(character => character == '？'));
        Assert.True(asked <= 1 || key is "ask-when" or "ask-name", $"{key} asks {asked} questions");
    }

    [Fact]
    public void Who_is_spoken_to_is_addressed_with_respect() =>
        Assert.All(Lines.All.Where(key => !ForOperators(key.Name)).SelectMany(key => Spoken.Knowledge.Phrasebooks["zh-CN"].Texts(key)), text => Assert.DoesNotContain('你', text));

    [Fact]
    public void Cantonese_lacks_only_what_is_listed()
    {
        var mandarin = Spoken.Knowledge.Phrasebooks["zh-CN"];
        var cantonese = Spoken.Knowledge.Phrasebooks["yue"];
        var written = Lines.Files.SelectMany(file => PromptFile.Read<Dictionary<string, LineText>>(Path.Combine(Dialogs.Rehearsal.Prompts, "yue", file)).Keys);
        Assert.Equal(NotInCantonese.Order(), Lines.All.Select(key => key.Name).Except(written).Order());
        Assert.NotEqual(mandarin.Render(Lines.AskConfirm, 0), cantonese.Render(Lines.AskConfirm, 0));
    }

    [Theory]
    [InlineData("lines.yaml", "ask-hour:\n  say:", "ask-our:\n  say:", "ask-our")]
    [InlineData("lines.yaml", "ask-confirm: {", "ask-confirm: { hear: [x], ", "lines.yaml, line")]
    [InlineData("lines.yaml", "{price}，您自己付", "{prise}，您自己付", "{prise}")]
    [InlineData("guidance.yaml", "guidance-fall: { say: [摔倒的人先不要动，", "guidance-fall: { say: [\"\", ", "guidance-fall")]
    [InlineData("words.yaml", "ten: 十", "tin: 十", "words.yaml")]
    public void A_broken_file_stops_the_start_with_its_name_and_key(string file, string right, string wrong, string named)
    {
        using var copy = new PromptsCopy();
        copy.Change(Path.Combine("zh-CN", file), right, wrong);
        var stopped = Assert.Throws<PromptException>(() => Phrasebook.Load(copy.Folder, "zh-CN"));
        Assert.Contains(file, stopped.Message, StringComparison.Ordinal);
        Assert.Contains(named, stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_line_stops_the_start_with_its_key()
    {
        using var copy = new PromptsCopy();
        copy.Change(Path.Combine("zh-CN", "lines.yaml"), "free: { say: [这个不收钱。] }", "");
        Assert.Contains("'free'", Assert.Throws<PromptException>(() => Phrasebook.Load(copy.Folder, "zh-CN")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_slot_can_be_rendered_ahead()
    {
        var ahead = Spoken.Knowledge.Phrasebooks["zh-CN"].FixedSentences.ToArray();
        Assert.Contains("还有别的事吗？", ahead);
        Assert.DoesNotContain(ahead, sentence => sentence.Contains('{', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("好。您说？行！", new[] { "好。", "您说？", "行！" })]
    [InlineData("没有句号", new[] { "没有句号" })]
    public void What_is_said_is_cut_at_the_ends_of_sentences(string text, string[] sentences) => Assert.Equal(sentences, Sentences.Split(text));

    [Fact]
    public void A_sentence_that_grew_too_long_is_cut_at_a_comma()
    {
        var parts = Sentences.Split("地方是桂林市象山区中山中路十二号三栋二单元，五零幺室，靠近菜市场那一边，大榕树底下。").ToArray();
        Assert.Equal(2, parts.Length);
        Assert.All(parts, part => Assert.True(part.Length <= Sentences.Longest));
    }

    [GeneratedRegex("按(键|井|星|[零一二三四五六七八九十]|\\d)|请选择")]
    private static partial Regex Menu();

    [GeneratedRegex("优惠|促销|打折|特价|最好的|欢迎使用|推荐")]
    private static partial Regex Advertisement();
}

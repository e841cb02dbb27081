using DialogBot.Understanding.SecondOpinions;

namespace DialogBot.Tests.Understanding.SecondOpinions;

public sealed class DiscretionTests
{
    private static readonly Caller Wang = new("07735550101", "E1", "王桂英", "王奶奶", "中山中路12号", "guilin", "mandarin", 30000, 0);

    [Theory]
    [InlineData("我是王桂英,那个东西不冷了", "我是○○,那个东西不冷了")]
    [InlineData("我住中山中路12号,来看一下", "我住○○,来看一下")]
    [InlineData("打我电话13800138000", "打我电话○○")]
    [InlineData("打幺三八零零幺三八零零零", "打○○")]
    [InlineData("到象山区安新南路16号来", "到象山区○○来")]
    [InlineData("在三栋二单元五楼", "在○○○○○○")]
    [InlineData("我叫李桂花", "○○")]
    [InlineData("我姓李,灯不亮", "○○,灯不亮")]
    public void Names_places_and_numbers_stay_in_the_house(string said, string sent) => Assert.Equal(sent, Discretion.Hide(said, Wang));

    [Theory]
    [InlineData("我叫个人来修灯")]
    [InlineData("二十四号下午三点来")]
    [InlineData("冷的那个柜子不冷了")]
    public void What_tells_nothing_of_the_caller_is_sent_as_it_was_said(string said) => Assert.Equal(said, Discretion.Hide(said, Wang));
}

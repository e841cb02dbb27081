using DialogBot.Services;
using DialogBot.Tests.Speaking;
using DialogBot.Understanding;

namespace DialogBot.Tests.Dialogs;

public sealed class AnswersTests
{
    [Theory]
    [InlineData("我叫王桂英", "王桂英")]
    [InlineData("王桂英", "王桂英")]
    [InlineData("我姓李，叫李建国。", "李建国")]
    [InlineData("我的名字叫陈素芬啊", "陈素芬")]
    [InlineData("我叫", null)]
    [InlineData("我今天早上吃了两个馒头", null)]
    public void A_name_is_taken_out_of_what_is_said_around_it(string said, string? name) => Assert.Equal(name, Spoken.Knowledge.Answers.NameIn(said));

    [Theory]
    [InlineData("我住在中山路12号", "中山路12号")]
    [InlineData("地址是解放西路8号那里", "解放西路8号")]
    [InlineData("在家", null)]
    public void An_address_is_taken_out_of_what_is_said_around_it(string said, string? address) => Assert.Equal(address, Spoken.Knowledge.Answers.AddressIn(said));

    [Theory]
    [InlineData("我自己付钱", "Self")]
    [InlineData("不用券，我自己出", "Self")]
    [InlineData("用券付", "Voucher")]
    [InlineData("从服务券里扣", "Voucher")]
    [InlineData("用小时抵", "Hours")]
    [InlineData("明天下午", null)]
    public void Who_pays_is_heard(string said, string? payer) => Assert.Equal(payer, Spoken.Knowledge.Answers.PayerIn(said)?.ToString());

    [Theory]
    [InlineData("没事", Intent.Deny, true)]
    [InlineData("没得事，搞错了", Intent.Unknown, true)]
    [InlineData("不是，我就是想问问明天还来不来，你们那个师傅说好的", Intent.Deny, false)]
    [InlineData("没有没有，我好好的", Intent.Deny, true)]
    [InlineData("冇事", Intent.Unknown, true)]
    [InlineData("痛得很", Intent.Unknown, false)]
    [InlineData("没有力气", Intent.Deny, false)]
    [InlineData("我没得劲", Intent.Deny, false)]
    [InlineData("不是我", Intent.Deny, false)]
    [InlineData("不是不是", Intent.Deny, true)]
    [InlineData("了啊", Intent.Deny, false)]
    [InlineData("", Intent.Deny, false)]
    [InlineData("是的", Intent.Affirm, false)]
    public void All_is_well_only_where_it_is_said_in_few_words(string said, Intent intent, bool safe) =>
        Assert.Equal(safe, Spoken.Knowledge.Answers.SaysSafe(new Reading(said, intent, 1, [], null, null, [])));

    [Theory]
    [InlineData("没有，我要打扫卫生", true)]
    [InlineData("没有力气打扫，叫人来", false)]
    [InlineData("我要打扫卫生", false)]
    public void All_is_well_before_a_wish_only_where_that_is_said_by_itself(string said, bool safe) =>
        Assert.Equal(safe, Spoken.Knowledge.Answers.SaysSafe(new Reading(said, Intent.OrderCreate, 1, [new ServiceAsk("cleaning", 1)], null, null, [])));

    [Fact]
    public void Nobody_is_safe_because_somebody_else_was_named() =>
        Assert.False(Spoken.Knowledge.Answers.SaysSafe(new Reading("不是我", Intent.Deny, 1, [], null, null, []) { Person = "老伴" }));

    [Theory]
    [InlineData("对，还要洗衣服", true)]
    [InlineData("对,再送个饭", true)]
    [InlineData("好还要洗衣服", true)]
    [InlineData("对不起，我要洗衣服", false)]
    [InlineData("不对，是洗衣服", false)]
    public void Yes_and_more_is_told_from_no(string said, bool yes) => Assert.Equal(yes, Spoken.Knowledge.Answers.SaysYesAnd(said));

    [Theory]
    [InlineData("送两份饭", PriceUnit.Item, 2.0)]
    [InlineData("打扫三个小时", PriceUnit.Hour, 3.0)]
    [InlineData("打扫两个半小时", PriceUnit.Hour, 2.5)]
    [InlineData("打扫半小时", PriceUnit.Hour, 0.5)]
    [InlineData("租三个月", PriceUnit.Month, 3.0)]
    [InlineData("半个小时以后来打扫", PriceUnit.Hour, null)]
    [InlineData("两份饭", PriceUnit.Visit, null)]
    [InlineData("打扫卫生", PriceUnit.Hour, null)]
    internal void How_much_is_wanted_is_heard(string said, PriceUnit unit, double? quantity) =>
        Assert.Equal((decimal?)quantity, Spoken.Knowledge.Answers.Quantity.In(said, unit));

    [Theory]
    [InlineData("送到女儿家", "女儿家")]
    [InlineData("是送到穿山东路20号。", "穿山东路20号")]
    [InlineData("送饭", null)]
    public void Another_place_is_heard_after_its_words(string said, string? place) => Assert.Equal(place, Spoken.Knowledge.Answers.Place.In(said));

    [Theory]
    [InlineData("女儿家", false)]
    [InlineData("中山路12号", true)]
    [InlineData("翠竹小区", true)]
    public void A_place_is_an_address_where_a_worker_could_find_it(string place, bool address) => Assert.Equal(address, Spoken.Knowledge.Answers.IsAddress(place));
}

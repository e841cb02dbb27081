using DialogBot.Tests.Speaking;

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
    [InlineData("女儿家", false)]
    [InlineData("中山路12号", true)]
    [InlineData("翠竹小区", true)]
    public void A_place_is_an_address_where_a_worker_could_find_it(string place, bool address) => Assert.Equal(address, Spoken.Knowledge.Answers.IsAddress(place));
}

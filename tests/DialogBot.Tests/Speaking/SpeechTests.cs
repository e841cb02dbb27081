using System.Globalization;
using DialogBot.Services;

namespace DialogBot.Tests.Speaking;

public sealed class SpeechTests
{
    [Theory]
    [InlineData(0, "零")]
    [InlineData(2, "二")]
    [InlineData(10, "十")]
    [InlineData(12, "十二")]
    [InlineData(20, "二十")]
    [InlineData(105, "一百零五")]
    [InlineData(110, "一百一十")]
    [InlineData(212, "两百一十二")]
    [InlineData(1005, "一千零五")]
    [InlineData(1050, "一千零五十")]
    [InlineData(2200, "两千二百")]
    [InlineData(10000, "一万")]
    [InlineData(20005, "两万零五")]
    [InlineData(120500, "十二万零五百")]
    public void Numbers_are_said_as_people_say_them(long number, string said) => Assert.Equal(said, Spoken.Mandarin.Numerals.Say(number));

    [Theory]
    [InlineData(0, "零块")]
    [InlineData(50, "五毛")]
    [InlineData(200, "两块")]
    [InlineData(8000, "八十块")]
    [InlineData(12050, "一百二十块五毛")]
    [InlineData(1205, "十二块零五分")]
    [InlineData(1235, "十二块三毛五分")]
    [InlineData(20000, "两百块")]
    public void Money_is_said_in_kuai_and_mao(long fen, string said) => Assert.Equal(said, Spoken.Mandarin.Money.Say(fen));

    [Theory]
    [InlineData("15:30", "下午三点半")]
    [InlineData("09:00", "上午九点")]
    [InlineData("08:15", "早上八点一刻")]
    [InlineData("12:00", "中午十二点")]
    [InlineData("14:00", "下午两点")]
    [InlineData("18:45", "晚上六点三刻")]
    [InlineData("00:30", "夜里十二点半")]
    [InlineData("10:05", "上午十点零五分")]
    [InlineData("16:20", "下午四点二十分")]
    public void Hours_are_said_with_their_part_of_the_day(string time, string said) =>
        Assert.Equal(said, Spoken.Mandarin.Times.Hour(TimeOnly.Parse(time, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2026-11-23", "今天，十一月二十三号星期一")]
    [InlineData("2026-11-24", "明天，十一月二十四号星期二")]
    [InlineData("2026-11-25", "后天，十一月二十五号星期三")]
    [InlineData("2026-11-29", "十一月二十九号星期天")]
    [InlineData("2027-01-02", "一月二号星期六")]
    public void Days_are_said_with_date_and_weekday(string day, string said) =>
        Assert.Equal(said, Spoken.Mandarin.Times.Day(DateOnly.Parse(day, CultureInfo.InvariantCulture), new DateOnly(2026, 11, 23)));

    [Theory]
    [InlineData("FREQ=DAILY", "每天")]
    [InlineData("FREQ=DAILY;INTERVAL=2", "每两天")]
    [InlineData("FREQ=WEEKLY;BYDAY=TU", "每个星期二")]
    [InlineData("FREQ=WEEKLY;BYDAY=TU,TH", "每个星期二、星期四")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", "每两个星期的星期六")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=1", "每个月一号")]
    public void Recurring_days_are_said_as_a_rule(string rule, string said) => Assert.Equal(said, Spoken.Mandarin.Recurrences.Say(Recurrence.Parse(rule)));

    [Theory]
    [InlineData(0.5, "半个小时")]
    [InlineData(1, "一个小时")]
    [InlineData(2, "两个小时")]
    [InlineData(2.5, "两个半小时")]
    public void Durations_are_said_to_the_half_hour(double hours, string said) => Assert.Equal(said, Spoken.Mandarin.Times.Duration((decimal)hours));

    [Fact]
    public void A_code_is_said_digit_by_digit_with_time_to_write() => Assert.Equal("四，零，七，一", Spoken.Mandarin.Digits.Code("4071"));

    [Fact]
    public void A_telephone_number_has_yao_for_one() => Assert.Equal("幺三八零零幺三八零零零", Spoken.Mandarin.Digits.Phone("138 0013 8000"));

    [Theory]
    [InlineData("中山中路12号3栋2单元501", "中山中路十二号三栋二单元五零幺")]
    [InlineData("解放西路128号", "解放西路幺二八号")]
    [InlineData("中山路１０号", "中山路十号")]
    [InlineData("05号门", "零五号门")]
    public void Numbers_in_addresses_are_spoken(string address, string said) => Assert.Equal(said, Spoken.Mandarin.Digits.InText(address));

    [Fact]
    public void Cantonese_has_its_own_days_hours_and_money()
    {
        Assert.Equal("听日，十一月二十四号星期二", Spoken.Cantonese.Times.Day(new DateOnly(2026, 11, 24), new DateOnly(2026, 11, 23)));
        Assert.Equal("下昼三点半", Spoken.Cantonese.Times.Hour(new TimeOnly(15, 30)));
        Assert.Equal("八十蚊", Spoken.Cantonese.Money.Say(8000));
    }
}

namespace Stories.Twilio;

/// <summary>People of the sample town as Twilio writes their numbers.</summary>
internal static class TwilioPeople
{
    public const string GrandmaWang = "+867735550101";
    public const string GrandmaWangMobile = "+8619900001001";
    public const string OperatorLuo = "+8619900003001";
    public const string OperatorHuang = "+8619900003002";
}

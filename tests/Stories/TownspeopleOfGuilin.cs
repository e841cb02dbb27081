namespace Stories;

/// <summary>People of the sample town (src/Dispatch/Registry/SampleTown) whom the stories are about.</summary>
internal static class TownspeopleOfGuilin
{
    /// <summary>王奶奶: voucher of 200 yuan, a landline and a mobile.</summary>
    public const string GrandmaWang = "07735550101";

    public const string GrandmaWangMobile = "19900001001";

    /// <summary>黄阿姨 has a landline only, and pays herself.</summary>
    public const string AuntHuang = "07735550102";

    public const string OperatorLuo = "19900003001";

    public const string OperatorHuang = "19900003002";

    public const string SupervisorLiao = "19900003003";

    public const string DaughterWang = "19900004001";

    public const string Stranger = "13000000000";
}

using VoiceGateway.Carriers.Aliyun;

namespace VoiceGateway.Tests.Carriers.Aliyun;

public sealed class AliyunSignatureTests
{
    /// <summary>Aliyun's own example, with its fixed nonce and date.</summary>
    [Fact]
    public void The_example_of_the_documentation_is_signed_as_there()
    {
        var headers = new Dictionary<string, string>
        {
            ["x-acs-version"] = "2014-05-26",
            ["x-acs-action"] = "RunInstances",
            ["x-acs-date"] = "2023-10-26T10:22:32Z",
            ["x-acs-signature-nonce"] = "3156853299f313e23d1673dc12e1703d",
            ["x-acs-content-sha256"] = AliyunSignature.Hash(""),
            ["host"] = "ecs.cn-shanghai.aliyuncs.com",
        };

        Assert.Equal(
            "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
            + "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
            AliyunSignature.Authorization(
                "YourAccessKeyId",
                "YourAccessKeySecret",
                "POST",
                "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai",
                headers));
    }
}

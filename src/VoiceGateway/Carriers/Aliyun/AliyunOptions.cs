namespace VoiceGateway.Carriers.Aliyun;

/// <summary>Section <c>Aliyun</c> of the settings; looked at by <see cref="AliyunOptionsCheck"/>.</summary>
internal sealed class AliyunOptions
{
    public const string Section = "Aliyun";

    public string AccessKeyId { get; set; } = "";

    /// <summary>A secret.</summary>
    public string AccessKeySecret { get; set; } = "";

    /// <summary>The signature (签名) that messages begin with, as it was approved; Aliyun writes it.</summary>
    public string SignName { get; set; } = "";

    /// <summary>An approved template of one variable, ${text}, which takes the whole message: SMS_ and digits.</summary>
    public string TemplateCode { get; set; } = "";

    /// <summary>A secret: stands in the address that Aliyun posts to, for it signs nothing.</summary>
    public string CallbackKey { get; set; } = "";

    public string ApiUrl { get; set; } = "https://dysmsapi.aliyuncs.com";
}

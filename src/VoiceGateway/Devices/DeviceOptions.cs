namespace VoiceGateway.Devices;

/// <summary>Section <c>Devices</c>: the pendants, bracelets and sensors that may raise an alarm.</summary>
internal sealed class DeviceOptions
{
    public const string Section = "Devices";

    /// <summary>By the name that the device gives of itself.</summary>
    public Dictionary<string, Device> Known { get; } = new(StringComparer.Ordinal);

    /// <summary>How far a device's clock may be off, and how long the same message is refused.</summary>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMinutes(5);

    internal sealed class Device
    {
        /// <summary>Signs its messages: 32 to 256 characters.</summary>
        public string Key { get; set; } = "";

        /// <summary>The elder's number, by which the registry knows who and where, and which is called back.</summary>
        public string Phone { get; set; } = "";
    }
}

using Dispatch.Registry;
using Microsoft.Extensions.Options;
using VoiceGateway.Hosting;

namespace VoiceGateway.Devices;

/// <summary>Says which setting of the section <c>Devices</c> is missing or wrong, and what it may be.</summary>
internal sealed class DeviceOptionsCheck(IConfiguration configuration) : IValidateOptions<DeviceOptions>
{
    private const int ShortestKey = 32;
    private const int LongestKey = 256;

    public ValidateOptionsResult Validate(string? name, DeviceOptions options)
    {
        string[] wrong = [.. Wrong(options).OfType<string>()];
        return wrong.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private IEnumerable<string?> Wrong(DeviceOptions options)
    {
        yield return options.Tolerance >= TimeSpan.FromSeconds(10) && options.Tolerance <= TimeSpan.FromHours(1)
            ? null
            : "Devices:Tolerance must lie between 00:00:10 and 01:00:00.";
        foreach (var (id, device) in options.Known)
        {
            var key = $"{DeviceOptions.Section}:Known:{id}";
            yield return SecretSettings.Misplaced(configuration, $"{key}:Key") ?? (device.Key.Length is >= ShortestKey and <= LongestKey
                ? null
                : $"Set {DeviceOptions.Section}__Known__{id}__Key in the environment, or a file of that name in the folder Secrets:Path, to the key of the device, {ShortestKey} to {LongestKey} characters.");
            yield return PhoneNumber.Normalise(device.Phone).Length > 0 ? null : $"Set {key}:Phone to the number of the elder who has the device.";
        }
    }
}

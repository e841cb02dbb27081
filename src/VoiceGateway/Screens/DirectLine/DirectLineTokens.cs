using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using VoiceGateway.Hosting;

namespace VoiceGateway.Screens.DirectLine;

/// <summary>Tokens that carry what they are good for, signed with the secret, so that any machine of the house knows them.</summary>
internal sealed class DirectLineTokens
{
    private static readonly TimeSpan StreamLifetime = TimeSpan.FromSeconds(60);

    private readonly DirectLineOptions options;
    private readonly TimeProvider time;
    private readonly byte[][] keys;

    public DirectLineTokens(IOptions<DirectLineOptions> options, IOptions<DataOptions> data, TimeProvider time)
    {
        this.options = options.Value;
        this.time = time;
        keys = this.options.IsLocal ? [LocalKey(data.Value.File("directline.key"))] : [.. this.options.Secrets.Select(Encoding.UTF8.GetBytes)];
    }

    public int LifetimeSeconds => (int)options.TokenLifetime.TotalSeconds;

    public string Make(string conversation, string? user) => Make(conversation, user, options.TokenLifetime, isStream: false);

    /// <summary>Stands in the stream's address, which is easily logged: soon of no use.</summary>
    public string MakeForStream(string conversation, string? user) => Make(conversation, user, StreamLifetime, isStream: true);

    public bool IsSecret(string bearer) =>
        !options.IsLocal && options.Secrets.Any(secret => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(bearer), Encoding.UTF8.GetBytes(secret)));

    /// <returns>What it is good for, or null for no token of ours; and whether it has expired.</returns>
    public (DirectLinePass? Pass, bool Expired) Read(string token)
    {
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || !Base64Url.IsValid(token.AsSpan(0, dot)) || !Base64Url.IsValid(token.AsSpan(dot + 1)))
        {
            return (null, false);
        }

        var content = Base64Url.DecodeFromChars(token.AsSpan(0, dot));
        var signature = Base64Url.DecodeFromChars(token.AsSpan(dot + 1));
        if (!keys.Any(key => CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, content), signature))
            || Encoding.UTF8.GetString(content).Split('\n', 4) is not [var kind, var until, var conversation, var user])
        {
            return (null, false);
        }

        var expired = time.GetUtcNow().ToUnixTimeSeconds() >= long.Parse(until, CultureInfo.InvariantCulture);
        return (new DirectLinePass(conversation, user.Length > 0 ? user : null, kind == "stream"), expired);
    }

    private string Make(string conversation, string? user, TimeSpan lifetime, bool isStream)
    {
        var until = (time.GetUtcNow() + lifetime).ToUnixTimeSeconds();
        var content = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(isStream ? "stream" : "token")}\n{until}\n{conversation}\n{user}"));
        return $"{Base64Url.EncodeToString(content)}.{Base64Url.EncodeToString(HMACSHA256.HashData(keys[0], content))}";
    }

    /// <summary>Of this installation, so that a restart does not lock its chatters out.</summary>
    private static byte[] LocalKey(string file)
    {
        if (!File.Exists(file))
        {
            File.WriteAllBytes(file, RandomNumberGenerator.GetBytes(32));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        return File.ReadAllBytes(file);
    }
}

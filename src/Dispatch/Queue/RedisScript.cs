using System.Security.Cryptography;
using System.Text;

namespace Dispatch.Queue;

/// <summary>A script beside this file, compiled into the assembly, known to Redis by its SHA-1.</summary>
internal sealed class RedisScript
{
    private RedisScript(string text)
    {
        Text = text;
#pragma warning disable CA5350 // Redis names scripts by SHA-1; nothing is protected by it.
        Sha = SHA1.HashData(Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350
    }

    public string Text { get; }

    public byte[] Sha { get; }

    /// <param name="name">File name without folder, e.g. claim.lua.</param>
    public static RedisScript Load(string name)
    {
        var assembly = typeof(RedisScript).Assembly;
        var resource = assembly.GetManifestResourceNames().Single(each => each.EndsWith("." + name, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        return new RedisScript(reader.ReadToEnd());
    }
}

using System.Globalization;
using System.Runtime.InteropServices;

namespace Bench;

/// <summary>How a bench says what it found: <c>name: value unit</c>, a line a figure.</summary>
internal static class Figures
{
    public static void Print(string name, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {Rounded(value)} {unit}"));

    public static void PrintMachine() => Console.WriteLine(
        $"machine: {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");

    private static string Rounded(double value) => value.ToString(Math.Abs(value) >= 100 ? "F0" : "G3", CultureInfo.InvariantCulture);
}

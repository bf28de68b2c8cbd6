using System.Globalization;
using System.Text;

namespace MlSecPol.Benchmarks.Inputs;

/// <summary>A delimited file of sensor readings: numbers, a time, a category, a remark that is quoted now and then. It holds no personal data.</summary>
internal static class ReadingsFile
{
    private static readonly string[] Lines = ["press", "lathe", "mill", "oven", "conveyor"];
    private static readonly string[] Remarks = ["ok", "within tolerance", "\"bearing warm, watch\"", "recalibrated", "\"belt changed, see log\"", "sensor swapped"];

    /// <summary>Writes whole rows until the size is reached.</summary>
    /// <returns>The number of data rows.</returns>
    internal static long Write(string path, long size)
    {
        var random = new Random(20260102);
        var time = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 20) { NewLine = "\n" };
        const string Header = "reading,time,line,temperature,pressure,vibration,speed,load,remark";
        file.WriteLine(Header);
        long written = Header.Length + 1;
        long rows = 0;
        for (; written < size; rows++)
        {
            var row = string.Create(
                CultureInfo.InvariantCulture,
                $"{rows},{time.AddSeconds(rows):s},{Lines[random.Next(Lines.Length)]},{20 + (80 * random.NextDouble()):F3},{random.NextDouble() * 10:F4},{random.NextDouble():F6},{random.Next(3000)},{random.NextDouble() * 100:F2},{Remarks[random.Next(Remarks.Length)]}");
            file.WriteLine(row);
            written += row.Length + 1;
        }

        return rows;
    }
}

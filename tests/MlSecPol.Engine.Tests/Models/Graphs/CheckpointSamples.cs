using System.Text;

namespace MlSecPol.Engine.Tests.Models.Graphs;

/// <summary>The index of a TensorFlow checkpoint, block by block.</summary>
internal static class CheckpointSamples
{
    public static byte[] Entry(int type, long offset, long size) => new Proto().Number(1, type).Message(2, new Proto().Message(2, new Proto().Number(1, 4))).Number(4, offset).Number(5, size).Raw(0x35, 0, 0, 0, 0).Build();

    public static byte[] Index(byte[] first, byte[] second, int restarts = 1)
    {
        var header = new Proto().Number(1, 1).Message(3, new Proto().Number(1, 1)).Build();
        var file = new List<byte>();
        Block(file, [(string.Empty, header), ("a", first), ("b", second)], restarts);
        var (dataSize, metaAt) = (file.Count - 5, file.Count);
        Block(file, [], 1);
        var (metaSize, indexAt) = (file.Count - 5 - metaAt, file.Count);
        Block(file, [("c", Handle(0, dataSize))], 1);
        var indexSize = file.Count - 5 - indexAt;
        List<byte> footer = [.. Handle(metaAt, metaSize), .. Handle(indexAt, indexSize)];
        while (footer.Count < 40) footer.Add(0);
        return [.. file, .. footer, 0x57, 0xFB, 0x80, 0x8B, 0x24, 0x75, 0x47, 0xDB];
    }

    private static void Block(List<byte> file, (string Key, byte[] Value)[] entries, int restarts)
    {
        List<byte> block = [];
        foreach (var (key, value) in entries) block.AddRange([0, (byte)key.Length, (byte)value.Length, .. Encoding.ASCII.GetBytes(key), .. value]);
        block.AddRange([0, 0, 0, 0, (byte)restarts, (byte)(restarts >> 8), 0, 0]);
        file.AddRange(block);
        file.AddRange([0, 0, 0, 0, 0]);
    }

    private static byte[] Handle(long offset, long size)
    {
        List<byte> bytes = [];
        foreach (var number in (long[])[offset, size])
        {
            var rest = (ulong)number;
            for (; rest >= 0x80; rest >>= 7) bytes.Add((byte)(rest | 0x80));
            bytes.Add((byte)rest);
        }

        return [.. bytes];
    }
}

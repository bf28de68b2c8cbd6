using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace MlSecPol.Benchmarks.Inputs;

/// <summary>Models whose one tensor is a hole in the file: as long as a real one and quick to make.</summary>
internal static class LargeModel
{
    /// <summary>A safetensors file with one tensor of zeros.</summary>
    internal static void WriteSafeTensors(string path, long tensorBytes)
    {
        var header = Encoding.UTF8.GetBytes($$$"""{"weight":{"dtype":"F32","shape":[{{{tensorBytes / 4}}}],"data_offsets":[0,{{{tensorBytes}}}]}}""");
        Array.Resize(ref header, (header.Length + 7) & ~7);
        header.AsSpan().Replace((byte)0, (byte)' ');
        using var file = File.Create(path);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        file.Write(length);
        file.Write(header);
        file.SetLength(file.Position + tensorBytes);
    }

    /// <summary>A PyTorch checkpoint in its archive layout with one storage of zeros.</summary>
    internal static void WritePyTorch(string path, long tensorBytes)
    {
        using var file = File.Create(path);
        var directory = new List<(string Name, uint Checksum, long Length, long Offset)>();
        Add("model/data.pkl", StateOf(tensorBytes));
        Add("model/byteorder", "little"u8);
        Skip("model/data/0", tensorBytes);
        Add("model/version", "3\n"u8);

        var start = file.Position;
        foreach (var (name, checksum, length, offset) in directory) WriteHeader(name, checksum, length, offset);
        var size = file.Position - start;
        Span<byte> end = stackalloc byte[22];
        end.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054B50);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], (ushort)directory.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], (ushort)directory.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], (uint)size);
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], (uint)start);
        file.Write(end);

        void Add(string name, ReadOnlySpan<byte> content)
        {
            Begin(name, Crc32.HashToUInt32(content), content.Length);
            file.Write(content);
        }

        void Skip(string name, long length)
        {
            Begin(name, ChecksumOfZeros(length), length);
            file.SetLength(file.Position + length);
            file.Position = file.Length;
        }

        void Begin(string name, uint checksum, long length)
        {
            directory.Add((name, checksum, length, file.Position));
            WriteHeader(name, checksum, length, offset: null);
        }

        // The central header, with an offset, holds a few fields more than the local one.
        void WriteHeader(string name, uint checksum, long length, long? offset)
        {
            Span<byte> header = stackalloc byte[46];
            header.Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(header, offset is null ? 0x04034B50u : 0x02014B50u);
            var fields = header[(offset is null ? 4 : 6)..];
            BinaryPrimitives.WriteUInt16LittleEndian(fields, 20);
            BinaryPrimitives.WriteUInt16LittleEndian(fields[8..], (1 << 5) | 1);
            BinaryPrimitives.WriteUInt32LittleEndian(fields[10..], checksum);
            BinaryPrimitives.WriteUInt32LittleEndian(fields[14..], (uint)length);
            BinaryPrimitives.WriteUInt32LittleEndian(fields[18..], (uint)length);
            BinaryPrimitives.WriteUInt16LittleEndian(fields[22..], (ushort)name.Length);
            if (offset is { } position) BinaryPrimitives.WriteUInt32LittleEndian(header[42..], (uint)position);
            file.Write(header[..(offset is null ? 30 : 46)]);
            file.Write(Encoding.ASCII.GetBytes(name));
        }
    }

    /// <summary>The pickle of a state dictionary with one tensor of 32-bit numbers.</summary>
    private static byte[] StateOf(long tensorBytes)
    {
        var count = checked((int)(tensorBytes / 4));
        return new PickleWriter(protocol: 2)
            .Global("collections", "OrderedDict").Codes(")R")
            .Text("weight")
            .Global("torch._utils", "_rebuild_tensor_v2").Codes("(")
            .Codes("(").Text("storage").Global("torch", "FloatStorage").Text("0").Text("cpu").Integer(count).Codes("tQ")
            .Integer(0)
            .Codes("(").Integer(count).Codes("t")
            .Codes("(").Integer(1).Codes("t")
            .False()
            .Global("collections", "OrderedDict").Codes(")R")
            .Codes("tRs")
            .Stop();
    }

    private static uint ChecksumOfZeros(long length)
    {
        var zeros = new byte[1 << 20];
        var checksum = new Crc32();
        for (; length > 0; length -= zeros.Length) checksum.Append(zeros.AsSpan(0, (int)Math.Min(length, zeros.Length)));
        return checksum.GetCurrentHashAsUInt32();
    }
}

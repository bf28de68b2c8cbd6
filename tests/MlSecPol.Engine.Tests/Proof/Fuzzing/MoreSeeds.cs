using System.IO.Compression;
using System.Text;
using K4os.Compression.LZ4.Streams;
using MlSecPol.Engine.Tests.Artifacts;
using MlSecPol.Engine.Tests.Models;
using MlSecPol.Engine.Tests.Models.Graphs;
using MlSecPol.Engine.Tests.Models.PyTorch;
using SharpCompress.Compressors.BZip2;
using SharpCompress.Compressors.LZMA;

namespace MlSecPol.Engine.Tests.Proof.Fuzzing;

/// <summary>A pickle in each codec, and formats that the corpus has only inside of others.</summary>
internal static class MoreSeeds
{
    public static IEnumerable<FuzzSeeds.Seed> All() => [.. Packed(), .. Alone()];

    /// <summary>A manifest is one by its place in the archive only, so that its seed is the archive with nothing else.</summary>
    public static FuzzSeeds.Seed Manifest { get; } = new(
        "m.mar", new ZipAssembler().Add("MAR-INF/MANIFEST.json", Encoding.UTF8.GetBytes("""{"runtime":"python","model":{"modelName":"m","handler":"h.py:f","serializedFile":"m.pt","modelVersion":"1"},"archiverVersion":"0.8"}""")).Build());

    private static IEnumerable<FuzzSeeds.Seed> Alone()
    {
        yield return new("variables.index", CheckpointSamples.Index(CheckpointSamples.Entry(1, 0, 16), CheckpointSamples.Entry(1, 16, 16)));
        yield return new("keras_metadata.pb", new Proto().Message(1, new Proto().Text(3, "root").Text(4, "_tf_keras_sequential").Text(5, """{"class_name":"Sequential"}""").Message(6, new Proto().Number(1, 2))).Build());
        yield return new("m.so", TorchSamples.Elf);
        yield return new("m.llamafile", [.. TorchSamples.Elf, .. new ZipAssembler().Add("m.gguf", [.. "GGUF"u8, 3, .. new byte[19]]).Raw([]).Build()]);
        yield return new("m.dll", TorchSamples.WindowsProgram);
        yield return new("m.dylib", TorchSamples.MachO);
        yield return new("m.pyc", TorchSamples.ByteCode);
        yield return new("m.class", [0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 61, 0, 2, 1, 0, 1, (byte)'a', .. new byte[32]]);
        yield return new("m.wasm", [0, (byte)'a', (byte)'s', (byte)'m', 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0]);
        yield return new("m.pth", Encoding.ASCII.GetBytes("../lib\nimport sys; sys.path\n"));
        yield return new("m.py", Encoding.ASCII.GetBytes("import os as o\ndef f(x):\n    return f'{o.getcwd()}'\n"));
        yield return new("m.sh", Encoding.ASCII.GetBytes("#!/bin/sh\necho x | cat\n"));
    }

    private static IEnumerable<FuzzSeeds.Seed> Packed()
    {
        var content = Samples.Plain;
        yield return new("m.pkl.gz", Packed(content, s => new GZipStream(s, CompressionLevel.Optimal, leaveOpen: true)));
        yield return new("m.pkl.z", Packed(content, s => new ZLibStream(s, CompressionLevel.Optimal, leaveOpen: true)));
        yield return new("m.pkl.bz2", Packed(content, s => BZip2Stream.Create(s, SharpCompress.Compressors.CompressionMode.Compress, decompressConcatenated: false, leaveOpen: true)));
        yield return new("m.pkl.zst", Packed(content, s => new SharpCompress.Compressors.ZStandard.CompressionStream(s, leaveOpen: true)));
        yield return new("m.pkl.lz4", Packed(content, s => LZ4Stream.Encode(s, leaveOpen: true)));
        yield return new("m.pkl.lzma", Lzma(content));
        // Written by liblzma, because there is no packer for xz here.
        yield return new("m.pkl.xz", Convert.FromHexString(
            "fd377a585a000004e6d6b4460200210116000000742fe5a3e0004600265d0040008b29d781624d583f9af8b730efec535a5aa5f4af30abacfefe60fac2df8ca0c9b9b5a000000000440401043e34b23d000142479f4c710a1fb6f37d010000000004595a"));
    }

    private static byte[] Packed(byte[] content, Func<Stream, Stream> pack)
    {
        using var packed = new MemoryStream();
        using (var stream = pack(packed)) stream.Write(content);
        return packed.ToArray();
    }

    private static byte[] Lzma(byte[] content)
    {
        using var packed = new MemoryStream();
        using var stream = LzmaStream.Create(LzmaEncoderProperties.Default, false, packed);
        stream.Write(content);
        stream.Dispose();
        return [.. stream.Properties, .. BitConverter.GetBytes((long)content.Length), .. packed.ToArray()];
    }
}

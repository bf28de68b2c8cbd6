using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using MlSecPol.Engine.Tests.Artifacts;

namespace MlSecPol.Engine.Tests.Models.PyTorch;

/// <summary>PyTorch archives and packages made byte by byte, in the shapes that the serializers write.</summary>
internal static class TorchSamples
{
    public static byte[] Elf { get; } = [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0x3E, 0, 1, 0, 0, 0, .. new byte[40]];

    public static byte[] MachO { get; } = [0xCF, 0xFA, 0xED, 0xFE, 7, 0, 0, 1, 3, 0, 0, 0, 6, 0, 0, 0, .. new byte[48]];

    public static byte[] WindowsProgram { get; } = [(byte)'M', (byte)'Z', .. new byte[58], 0x40, 0, 0, 0, (byte)'P', (byte)'E', 0, 0, .. new byte[60]];

    public static byte[] ByteCode { get; } = [0xA7, 0x0D, 0x0D, 0x0A, 0, 0, 0, 0, 1, 2, 3, 4, 9, 0, 0, 0, 0xE3, .. new byte[20]];

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A scripted module whose forward has the given lines.</summary>
    public static byte[] Script(string lines, int method = 0) => Source($"""
        class M(Module):
          __parameters__ = []
          __buffers__ = []
          training : bool
          _is_full_backward_hook : Optional[bool]
          def forward(self: __torch__.M,
            x: Tensor) -> Tensor:
            {string.Join("\n    ", lines.Split('\n'))}
            return x

        """, method);

    public static byte[] Source(string text, int method = 0) => Archive(text, method).Build();

    public static ZipAssembler Archive(string text, int method = 0) => new ZipAssembler()
        .Add("m/data.pkl", Samples.Plain)
        .Add("m/code/__torch__.py", Bytes(text), method)
        .Add("m/constants.pkl", [0x80, 2, .. ")."u8])
        .Add("m/version", "3\n"u8.ToArray());

    /// <summary>Code for phones that uses the given operators.</summary>
    public static byte[] Mobile(params string[] operators)
    {
        List<byte> program = [0x80, 2, (byte)'('];
        foreach (var name in operators) program.AddRange([(byte)'X', (byte)name.Length, 0, 0, 0, .. Bytes(name), (byte)'X', 0, 0, 0, 0, 0x86]);
        program.AddRange("t."u8);
        return new ZipAssembler().Add("m/data.pkl", Samples.Plain).Add("m/bytecode.pkl", [.. program]).Add("m/version", "3\n"u8.ToArray()).Build();
    }

    /// <summary>An exported program with one node and one size.</summary>
    public static byte[] Exported(string target, string expression, params (string Name, byte[] Content)[] more)
    {
        var graph = $$"""{"graph_module": {"graph": {"nodes": [{"target": "{{target}}", "inputs": [], "metadata": {"stack_trace": "File \"m.py\", line 3, in forward; os.system"} }], "sym_int_values": {"s0": {"as_expr": {"expr_str": "{{expression}}", "hint": null} } } } }, "schema_version": {"major": 8, "minor": 2} }""";
        var zip = new ZipAssembler().Add("p/archive_format", "pt2"u8.ToArray()).Add("p/archive_version", "0"u8.ToArray()).Add("p/models/model.json", Bytes(graph)).Add("p/data/weights/weight_0", [1, 2, 3, 0x80, 5, 6, 7, 0x3F]);
        foreach (var (name, content) in more) zip.Add("p/" + name, content);
        return zip.Build();
    }

    public static byte[] Served(string handler, string? source, string manifest = "MAR-INF/MANIFEST.json")
    {
        var zip = new ZipAssembler().Add(manifest, Bytes($$"""{"runtime": "python", "model": {"modelName": "m", "handler": "{{handler}}", "serializedFile": "m.pt", "modelVersion": "1.0"}, "archiverVersion": "0.9.0"}"""))
            .Add("m.pt", new ZipAssembler().Add("m/data.pkl", Samples.Plain).Build());
        if (source is not null) zip.Add("handler.py", Bytes(source));
        return zip.Build();
    }

    public static byte[] Package(params (string Name, byte[] Content)[] files)
    {
        var zip = new ZipAssembler();
        foreach (var (name, content) in files) zip.Add(name, content);
        return zip.Build();
    }

    public static byte[] Python(string source, string name = "pkg/code.py") => Package(("model/data.pkl", Samples.Plain), (name, Bytes(source)));

    public static byte[] Tar(params (string Name, byte[] Content)[] files) => TarOf(tar =>
    {
        foreach (var (name, content) in files) tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
    });

    public static byte[] TarOf(Action<TarWriter> write)
    {
        var target = new MemoryStream();
        using (var tar = new TarWriter(target, TarEntryFormat.Pax, leaveOpen: true)) write(tar);
        return target.ToArray();
    }

    /// <summary>A checkpoint of the oldest kind with one storage and one tensor.</summary>
    public static byte[] OldTar(byte[]? pickle = null, byte[]? storage = null, byte[]? tensor = null, long elements = 2, byte[]? behind = null) => Tar(
        ("sys_info", [0x80, 2, .. "}."u8]),
        ("storages", [.. Small("K\u0001"), .. storage ?? Small("(K\u0005X\u0003\0\0\0cpuctorch\nFloatStorage\nt"), .. BitConverter.GetBytes(elements), 0, 0, 0x80, 0x3F, 0, 0, 0, 0x40, .. Small("]"), .. behind ?? []]),
        ("tensors", [.. Small("K\u0001"), .. tensor ?? Small("(K\u0007K\u0005ctorch\nFloatTensor\nt"), 1, 0, 0, 0, 0, 0, 0, 0, .. BitConverter.GetBytes(2L), .. BitConverter.GetBytes(1L), .. BitConverter.GetBytes(0L)]),
        ("pickle", pickle ?? Samples.Plain));

    public static byte[] Small(string body) => [0x80, 2, .. Encoding.Latin1.GetBytes(body), (byte)'.'];

    /// <summary>An OCI image layout with one layer.</summary>
    public static byte[] Image(byte[] layer, string? digest = null)
    {
        var name = digest ?? Convert.ToHexStringLower(SHA256.HashData(layer));
        var manifest = Bytes($$$"""{"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json", "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip", "digest": "sha256:{{{name}}}", "size": {{{layer.Length}}}}]}""");
        var manifestName = Convert.ToHexStringLower(SHA256.HashData(manifest));
        return Tar(
            ("oci-layout", Bytes("""{"imageLayoutVersion": "1.0.0"}""")),
            ("index.json", Bytes($$$"""{"schemaVersion": 2, "manifests": [{"digest": "sha256:{{{manifestName}}}", "size": {{{manifest.Length}}}}]}""")),
            ("blobs/sha256/" + manifestName, manifest),
            ("blobs/sha256/" + name, layer));
    }

    public static byte[] Gzip(byte[] content)
    {
        var target = new MemoryStream();
        using (var stream = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true)) stream.Write(content);
        return target.ToArray();
    }
}

using System.Buffers.Binary;
using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Models.Pickle;
using Xunit;

namespace MlSecPol.Engine.Tests.Models;

/// <summary>Small models made byte by byte. The hostile ones name <c>os.getcwd</c> and are never loaded.</summary>
internal static class Samples
{
    /// <summary>A pickle that would call os.getcwd().</summary>
    public static byte[] Hostile { get; } = [0x80, 2, .. "cos\ngetcwd\n)R."u8];

    /// <summary>The pickle of an empty dictionary.</summary>
    public static byte[] Plain { get; } = [0x80, 2, .. "}."u8];

    public static ModelFacts Read(byte[] content, string name = "model.bin", ArtifactLimits? limits = null)
    {
        using var source = new MemorySource(content);
        return ModelReader.Read(source, name, limits ?? new ArtifactLimits(), new PickleLimits(), listings: false, TestContext.Current.CancellationToken);
    }

    public static bool Calls(ModelFacts facts) => facts.Pickles.Any(p => p.Report.Imports.Any(i => i.FullName == "os.getcwd"));

    public static byte[] NumPy(string descr, string shape, byte[] data)
    {
        var header = Encoding.ASCII.GetBytes($"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}\n");
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. header, .. data];
    }

    public static byte[] SafeTensors(string header, int dataLength)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var file = new byte[8 + json.Length + dataLength];
        BinaryPrimitives.WriteInt64LittleEndian(file, json.Length);
        json.CopyTo(file, 8);
        return file;
    }

    /// <summary>The pickle of a checkpoint that asks for one storage of floats.</summary>
    public static byte[] Checkpoint(string key, int elements) =>
    [
        0x80, 2, (byte)'(', .. Text("storage"), .. "ctorch\nFloatStorage\n"u8, .. Text(key), .. Text("cpu"),
        (byte)'J', (byte)elements, (byte)(elements >> 8), (byte)(elements >> 16), (byte)(elements >> 24), .. "tQ."u8,
    ];

    private static byte[] Text(string text) => [(byte)'X', (byte)text.Length, 0, 0, 0, .. Encoding.ASCII.GetBytes(text)];
}

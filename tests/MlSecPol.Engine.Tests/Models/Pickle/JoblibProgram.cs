using MlSecPol.Engine.Models.Pickle;

namespace MlSecPol.Engine.Tests.Models.Pickle;

/// <summary>Programs in the form that joblib writes: a wrapper, then the bytes of the array.</summary>
internal static class JoblibProgram
{
    /// <summary>One array of unsigned bytes.</summary>
    public static byte[] WithArray(ReadOnlySpan<byte> content) =>
        Wrapper(content.Length, "u1", isAligned: true).Raw(2, 0xFF, 0xFF).Raw(content).Stop().Bytes;

    /// <summary>The same in the form of older versions, without a pad.</summary>
    public static byte[] WithUnalignedArray(ReadOnlySpan<byte> content) => Wrapper(content.Length, "u1", isAligned: false).Raw(content).Stop().Bytes;

    /// <summary>One array of objects.</summary>
    public static byte[] WithObjects(byte[] program) => Wrapper(1, "O8", isAligned: true).Raw(program).Stop().Bytes;

    private static PickleAssembler Wrapper(int length, string type, bool isAligned) =>
        new PickleAssembler().Proto(3).Global("joblib.numpy_pickle", "NumpyArrayWrapper").Op(PickleOpcode.EmptyTuple).Op(PickleOpcode.NewObj)
            .Op(PickleOpcode.EmptyDict).Op(PickleOpcode.Mark)
            .Text("subclass").Global("numpy", "ndarray")
            .Text("shape").Int(length).Op(PickleOpcode.Tuple1)
            .Text("order").Text("C")
            .Text("dtype").Global("numpy", "dtype").Text(type).Op(PickleOpcode.NewFalse).Op(PickleOpcode.NewTrue).Reduce(3)
            .Text("allow_mmap").Op(PickleOpcode.NewTrue)
            .Text("numpy_array_alignment_bytes").Raw(isAligned ? [(byte)PickleOpcode.BinInt1, 16] : [(byte)PickleOpcode.None])
            .Op(PickleOpcode.SetItems).Op(PickleOpcode.Build);
}

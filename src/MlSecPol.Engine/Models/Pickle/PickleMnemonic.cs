namespace MlSecPol.Engine.Models.Pickle;

/// <summary>The names under which the instructions are known in Python's own documentation.</summary>
public static class PickleMnemonic
{
    /// <summary>The documented name, for example <c>STACK_GLOBAL</c>.</summary>
    public static string Mnemonic(this PickleOpcode opcode) => opcode switch
    {
        PickleOpcode.PopMark => "POP_MARK",
        PickleOpcode.ShortBinString => "SHORT_BINSTRING",
        PickleOpcode.EmptyDict => "EMPTY_DICT",
        PickleOpcode.LongBinGet => "LONG_BINGET",
        PickleOpcode.EmptyList => "EMPTY_LIST",
        PickleOpcode.LongBinPut => "LONG_BINPUT",
        PickleOpcode.EmptyTuple => "EMPTY_TUPLE",
        PickleOpcode.ShortBinBytes => "SHORT_BINBYTES",
        PickleOpcode.ShortBinUnicode => "SHORT_BINUNICODE",
        PickleOpcode.EmptySet => "EMPTY_SET",
        PickleOpcode.NewObjEx => "NEWOBJ_EX",
        PickleOpcode.StackGlobal => "STACK_GLOBAL",
        PickleOpcode.NextBuffer => "NEXT_BUFFER",
        PickleOpcode.ReadonlyBuffer => "READONLY_BUFFER",
        _ => opcode.ToString().ToUpperInvariant(),
    };
}

namespace MlSecPol.Engine.Models.Pickle;

/// <summary>In what readers of the same pickle differ.</summary>
public enum PickleDivergenceKind
{
    /// <summary>An argument or an instruction runs over the end of its frame: older C unpicklers go on, others refuse, and some lose bytes.</summary>
    FrameStraddled,

    /// <summary>A frame announces more bytes than the content has: the C unpickler refuses, the disassembler goes on.</summary>
    FrameTooLong,

    /// <summary>PROTO occurs again with another protocol, which changes how later names are resolved.</summary>
    ProtocolChanged,

    /// <summary>PROTO is not the first instruction, or is repeated; the loader does not mind.</summary>
    ProtocolRepeated,

    /// <summary>A memo entry is written twice: the loader overwrites, the disassembler refuses.</summary>
    MemoOverwritten,

    /// <summary>An integer is written in another base than ten: the loader takes it, the disassembler refuses.</summary>
    NumberNotDecimal,

    /// <summary>Values are left on the stack at STOP: the loader drops them, the disassembler refuses.</summary>
    StackNotEmpty,
}

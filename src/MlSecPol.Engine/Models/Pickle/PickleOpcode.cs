namespace MlSecPol.Engine.Models.Pickle;

/// <summary>The 68 instructions of the pickle machine, protocols 0 to 5, by their bytes.</summary>
public enum PickleOpcode : byte
{
    /// <summary>Opens a group of values.</summary>
    Mark = (byte)'(',

    /// <summary>Ends the program; the top of the stack is its value.</summary>
    Stop = (byte)'.',

    /// <summary>Drops the top of the stack, or the topmost mark when nothing stands above it.</summary>
    Pop = (byte)'0',

    /// <summary>Drops everything above the topmost mark.</summary>
    PopMark = (byte)'1',

    /// <summary>Pushes the top once more.</summary>
    Dup = (byte)'2',

    /// <summary>A float in text form.</summary>
    Float = (byte)'F',

    /// <summary>An integer or Boolean in text form.</summary>
    Int = (byte)'I',

    /// <summary>A signed integer of four bytes.</summary>
    BinInt = (byte)'J',

    /// <summary>An integer of one byte.</summary>
    BinInt1 = (byte)'K',

    /// <summary>An integer of any size in text form.</summary>
    Long = (byte)'L',

    /// <summary>An integer of two bytes.</summary>
    BinInt2 = (byte)'M',

    /// <summary>The value None.</summary>
    None = (byte)'N',

    /// <summary>An object named by a persistent id in text form.</summary>
    PersId = (byte)'P',

    /// <summary>An object named by a persistent id from the stack.</summary>
    BinPersId = (byte)'Q',

    /// <summary>Calls a callable with a tuple of arguments.</summary>
    Reduce = (byte)'R',

    /// <summary>A quoted Python 2 string.</summary>
    String = (byte)'S',

    /// <summary>A Python 2 string with a length of four bytes.</summary>
    BinString = (byte)'T',

    /// <summary>A Python 2 string with a length of one byte.</summary>
    ShortBinString = (byte)'U',

    /// <summary>A string in raw-unicode-escape form.</summary>
    Unicode = (byte)'V',

    /// <summary>A UTF-8 string with a length of four bytes.</summary>
    BinUnicode = (byte)'X',

    /// <summary>Appends one value.</summary>
    Append = (byte)'a',

    /// <summary>Gives an object its state.</summary>
    Build = (byte)'b',

    /// <summary>Imports what two lines of text name.</summary>
    Global = (byte)'c',

    /// <summary>A dictionary of all above the mark.</summary>
    Dict = (byte)'d',

    /// <summary>An empty dictionary.</summary>
    EmptyDict = (byte)'}',

    /// <summary>Appends all above the mark.</summary>
    Appends = (byte)'e',

    /// <summary>Reads the memo, index in text form.</summary>
    Get = (byte)'g',

    /// <summary>Reads the memo, index of one byte.</summary>
    BinGet = (byte)'h',

    /// <summary>Imports a class named by two lines and calls it with all above the mark.</summary>
    Inst = (byte)'i',

    /// <summary>Reads the memo, index of four bytes.</summary>
    LongBinGet = (byte)'j',

    /// <summary>A list of all above the mark.</summary>
    List = (byte)'l',

    /// <summary>An empty list.</summary>
    EmptyList = (byte)']',

    /// <summary>Calls the first value above the mark with the others.</summary>
    Obj = (byte)'o',

    /// <summary>Writes the memo, index in text form.</summary>
    Put = (byte)'p',

    /// <summary>Writes the memo, index of one byte.</summary>
    BinPut = (byte)'q',

    /// <summary>Writes the memo, index of four bytes.</summary>
    LongBinPut = (byte)'r',

    /// <summary>Sets one item.</summary>
    SetItem = (byte)'s',

    /// <summary>A tuple of all above the mark.</summary>
    Tuple = (byte)'t',

    /// <summary>An empty tuple.</summary>
    EmptyTuple = (byte)')',

    /// <summary>Sets all pairs above the mark.</summary>
    SetItems = (byte)'u',

    /// <summary>A float of eight bytes.</summary>
    BinFloat = (byte)'G',

    /// <summary>States the protocol.</summary>
    Proto = 0x80,

    /// <summary>Makes an object by the class&apos;s __new__.</summary>
    NewObj = 0x81,

    /// <summary>An object of the extension registry, code of one byte.</summary>
    Ext1 = 0x82,

    /// <summary>An object of the extension registry, code of two bytes.</summary>
    Ext2 = 0x83,

    /// <summary>An object of the extension registry, code of four bytes.</summary>
    Ext4 = 0x84,

    /// <summary>A tuple of one value.</summary>
    Tuple1 = 0x85,

    /// <summary>A tuple of two values.</summary>
    Tuple2 = 0x86,

    /// <summary>A tuple of three values.</summary>
    Tuple3 = 0x87,

    /// <summary>The value True.</summary>
    NewTrue = 0x88,

    /// <summary>The value False.</summary>
    NewFalse = 0x89,

    /// <summary>An integer with a length of one byte.</summary>
    Long1 = 0x8A,

    /// <summary>An integer with a length of four bytes.</summary>
    Long4 = 0x8B,

    /// <summary>Bytes with a length of four bytes.</summary>
    BinBytes = (byte)'B',

    /// <summary>Bytes with a length of one byte.</summary>
    ShortBinBytes = (byte)'C',

    /// <summary>A UTF-8 string with a length of one byte.</summary>
    ShortBinUnicode = 0x8C,

    /// <summary>A UTF-8 string with a length of eight bytes.</summary>
    BinUnicode8 = 0x8D,

    /// <summary>Bytes with a length of eight bytes.</summary>
    BinBytes8 = 0x8E,

    /// <summary>An empty set.</summary>
    EmptySet = 0x8F,

    /// <summary>Adds all above the mark to a set.</summary>
    AddItems = 0x90,

    /// <summary>A frozen set of all above the mark.</summary>
    FrozenSet = 0x91,

    /// <summary>Makes an object by the class&apos;s __new__ with keyword arguments.</summary>
    NewObjEx = 0x92,

    /// <summary>Imports what two strings on the stack name.</summary>
    StackGlobal = 0x93,

    /// <summary>Writes the memo at the next free index.</summary>
    Memoize = 0x94,

    /// <summary>Announces how many bytes the next frame has.</summary>
    Frame = 0x95,

    /// <summary>A byte array with a length of eight bytes.</summary>
    ByteArray8 = 0x96,

    /// <summary>The next out-of-band buffer.</summary>
    NextBuffer = 0x97,

    /// <summary>Makes the buffer on top read-only.</summary>
    ReadonlyBuffer = 0x98,
}

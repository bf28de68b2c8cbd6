namespace MlSecPol.Engine.Models.RData;

/// <summary>Types of serialized items of R, by their codes in the stream.</summary>
internal enum RType
{
    /// <summary>Nothing.</summary>
    Null = 0,

    /// <summary>A symbol.</summary>
    Symbol = 1,

    /// <summary>A cell of a pairlist.</summary>
    PairList = 2,

    /// <summary>A function.</summary>
    Closure = 3,

    /// <summary>An environment.</summary>
    Environment = 4,

    /// <summary>An expression that is evaluated when its value is asked for.</summary>
    Promise = 5,

    /// <summary>A call.</summary>
    Language = 6,

    /// <summary>A built-in that gets its arguments unevaluated.</summary>
    Special = 7,

    /// <summary>A built-in.</summary>
    Builtin = 8,

    /// <summary>One text.</summary>
    Characters = 9,

    /// <summary>Truth values.</summary>
    Logical = 10,

    /// <summary>Integers.</summary>
    Integer = 13,

    /// <summary>Numbers.</summary>
    Real = 14,

    /// <summary>Complex numbers.</summary>
    Complex = 15,

    /// <summary>Texts.</summary>
    Text = 16,

    /// <summary>Arguments handed on.</summary>
    Dots = 17,

    /// <summary>A list.</summary>
    List = 19,

    /// <summary>Expressions.</summary>
    Expressions = 20,

    /// <summary>Compiled code.</summary>
    ByteCode = 21,

    /// <summary>A pointer outside of R.</summary>
    ExternalPointer = 22,

    /// <summary>A reference that does not keep its object.</summary>
    WeakReference = 23,

    /// <summary>Bytes.</summary>
    Raw = 24,

    /// <summary>An object of a formal class.</summary>
    Formal = 25,

    /// <summary>A vector in another representation.</summary>
    Alternative = 238,

    /// <summary>A pairlist with attributes in compiled code.</summary>
    AttributeList = 239,

    /// <summary>A call with attributes in compiled code.</summary>
    AttributeLanguage = 240,

    /// <summary>The base environment.</summary>
    BaseEnvironment = 241,

    /// <summary>The empty environment.</summary>
    EmptyEnvironment = 242,

    /// <summary>A repeated part of compiled code.</summary>
    CodeReference = 243,

    /// <summary>A part of compiled code that is repeated.</summary>
    CodeDefinition = 244,

    /// <summary>A persistent object, restored by a function of the loader.</summary>
    Persistent = 247,

    /// <summary>The environment of a package.</summary>
    Package = 248,

    /// <summary>The namespace of a package.</summary>
    Namespace = 249,

    /// <summary>The base namespace.</summary>
    BaseNamespace = 250,

    /// <summary>An argument that was left out.</summary>
    MissingArgument = 251,

    /// <summary>No value yet.</summary>
    Unbound = 252,

    /// <summary>The global environment.</summary>
    GlobalEnvironment = 253,

    /// <summary>Nothing, in short.</summary>
    Nil = 254,

    /// <summary>A symbol or environment that came before.</summary>
    Reference = 255,
}

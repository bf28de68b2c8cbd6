namespace MlSecPol.Engine.Models.ImportPolicy;

/// <summary>How the arguments of an allowed callable decide about its use.</summary>
public enum ArgumentRule
{
    /// <summary>They do not.</summary>
    Any,

    /// <summary>The second argument names an attribute, as for <c>getattr</c>: known, and none of the interpreter.</summary>
    Attribute,

    /// <summary>All texts name attributes, as for <c>attrgetter</c>: known, and none of the interpreter.</summary>
    Names,

    /// <summary>Callables among them are called later, as for <c>partial</c>, and must be allowed to be.</summary>
    Callables,

    /// <summary>The first argument is the class that is made, as for <c>copyreg._reconstructor</c>.</summary>
    Construct,

    /// <summary>The first two arguments name a module and an attribute that are imported.</summary>
    Import,

    /// <summary>The first argument names a type of the interpreter, which is judged as an import of its own.</summary>
    Type,

    /// <summary>The argument is evaluated as a text: known, and a singleton of the language or a range.</summary>
    Constant,

    /// <summary>The first argument is bytes that are loaded, which the machine follows; they must be known.</summary>
    Bytes,

    /// <summary>The first argument is a format, whose fields may walk attributes.</summary>
    Format,

    /// <summary>Made without texts and given its state afterwards; a text could be a path or an address to the constructor.</summary>
    Restored,

    /// <summary>A class that holds data: restored in any way, but no text that looks like a place, an address or code goes to its constructor.</summary>
    Data,

    /// <summary>Harmless while nobody calls it; called, it runs whatever hooks its argument carries.</summary>
    Reference,
}

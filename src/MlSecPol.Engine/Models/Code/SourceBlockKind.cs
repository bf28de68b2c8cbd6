namespace MlSecPol.Engine.Models.Code;

/// <summary>What kind of part of a source it is.</summary>
internal enum SourceBlockKind
{
    /// <summary>The file itself.</summary>
    Module,

    /// <summary>The body of a class.</summary>
    Class,

    /// <summary>The body of a function or method.</summary>
    Function,

    /// <summary>What runs only where the file is started as a program.</summary>
    Program,
}

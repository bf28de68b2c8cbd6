namespace MlSecPol.Engine.Models.Code;

/// <summary>A part of a Python source that runs at a time of its own: the module, a class, a function, or what is kept for the start as a program.</summary>
internal sealed class SourceBlock(SourceBlock? parent, SourceBlockKind kind, string name, int indent)
{
    internal SourceBlock? Parent => parent;

    internal SourceBlockKind Kind => kind;

    internal string Name => name;

    /// <summary>Column of its first word; what is indented deeper belongs to it.</summary>
    internal int Indent => indent;

    /// <summary>Last parts of the names of a class's bases.</summary>
    internal List<string> Bases { get; } = [];

    /// <summary>Whether it runs when the file is imported: by itself, or because something that runs then calls it.</summary>
    internal bool RunsOnImport { get; set; }

    /// <summary>The innermost class around it, itself included.</summary>
    internal SourceBlock? Class => kind == SourceBlockKind.Class ? this : parent?.Class;

    /// <summary>The outermost function around it, itself included.</summary>
    internal SourceBlock? Function => parent?.Function ?? (kind == SourceBlockKind.Function ? this : null);
}

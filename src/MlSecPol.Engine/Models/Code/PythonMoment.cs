namespace MlSecPol.Engine.Models.Code;

/// <summary>When a place of a Python source runs.</summary>
internal enum PythonMoment
{
    /// <summary>When somebody calls the function, or starts the file or cell.</summary>
    Function,

    /// <summary>As soon as the file is imported.</summary>
    Import,

    /// <summary>When a loader of models, a server, an installer or a test runner makes or uses what the file defines.</summary>
    Loading,
}

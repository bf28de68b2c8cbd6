namespace MlSecPol.Engine.Models.TensorFlow;

/// <summary>When an operation of a family does what the family does.</summary>
internal enum OperationWhen
{
    /// <summary>Whatever it is given.</summary>
    Always,

    /// <summary>When it is given something at all.</summary>
    Given,

    /// <summary>When what it is given is known and lies outside of the model.</summary>
    Outside,

    /// <summary>When what it is given is an address of the scheme <c>file</c>.</summary>
    FileScheme,

    /// <summary>Unless it is given an address of any scheme.</summary>
    NoScheme,

    /// <summary>Unless it is given a part of the package that the graph itself is in.</summary>
    NoPackage,

    /// <summary>When what it is given is a device of another process than this one.</summary>
    RemoteDevice,

    /// <summary>When what it is given is known and is a file of the operating system or an address of the web.</summary>
    System,
}

namespace MlSecPol.Engine.Checks;

/// <summary>Kinds of trouble with a target.</summary>
public enum AuditErrorKind
{
    /// <summary>There is nothing at the path.</summary>
    NotFound,

    /// <summary>The operating system refused.</summary>
    PermissionDenied,

    /// <summary>Reading failed.</summary>
    ReadFailed,

    /// <summary>The content cannot be made sense of.</summary>
    InvalidData,

    /// <summary>Something is there already and is to stay.</summary>
    Exists,

    /// <summary>Writing failed.</summary>
    WriteFailed,

    /// <summary>A limit was reached.</summary>
    LimitReached,

    /// <summary>A defect of this program.</summary>
    Defect,
}

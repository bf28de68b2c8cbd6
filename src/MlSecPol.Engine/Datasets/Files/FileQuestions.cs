namespace MlSecPol.Engine.Datasets.Files;

/// <summary>What checks want to know of a file beside its rows; only that is looked into.</summary>
[Flags]
internal enum FileQuestions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Containers, programs, macros, links inside, encryption by headers.</summary>
    Content = 1,

    /// <summary>Manifests of checksums.</summary>
    Checksums = 2,

    /// <summary>Detached signatures.</summary>
    Signatures = 4,

    /// <summary>The antivirus engine.</summary>
    Antivirus = 8,

    /// <summary>Owner, mode, access list and links of the file on disk.</summary>
    Access = 16,

    /// <summary>The volume on which it lies.</summary>
    Volume = 32,

    /// <summary>What stands beside it: keys, labels, declared types, dates.</summary>
    Companions = 64,

    /// <summary>Everything.</summary>
    All = Content | Checksums | Signatures | Antivirus | Access | Volume | Companions,
}

namespace MlSecPol.Engine.Models.Repository.Manifests;

/// <summary>What became of a file whose digest is stated.</summary>
public enum DigestState
{
    /// <summary>The file has the digest.</summary>
    Agrees,

    /// <summary>The file has another digest.</summary>
    Differs,

    /// <summary>The file is not in the folder, or only a pointer to it is.</summary>
    Absent,

    /// <summary>The file was not hashed: it is too large, elsewhere, or the kind of digest is not computed.</summary>
    NotCompared,
}

namespace MlSecPol.Engine.Datasets;

/// <summary>Seldom needed looks that a record needs.</summary>
[Flags]
internal enum RecordTraits
{
    None = 0,
    InvalidUtf8 = 1,
    Invisible = 2,
    Nul = 4,
}

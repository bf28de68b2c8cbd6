namespace MlSecPol.Engine.Datasets.Formats;

/// <summary>What the CRC-32 of the pages of a Parquet file says.</summary>
/// <param name="Pages">Pages that were looked at.</param>
/// <param name="WithChecksum">Those that carry a checksum.</param>
/// <param name="Wrong">Those whose content has another one, with the first of them.</param>
public sealed record PageChecksums(long Pages, long WithChecksum, Occurrences Wrong);

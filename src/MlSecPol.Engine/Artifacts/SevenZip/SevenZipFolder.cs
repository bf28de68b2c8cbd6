namespace MlSecPol.Engine.Artifacts.SevenZip;

/// <summary>Files that are packed together, and how.</summary>
internal sealed class SevenZipFolder
{
    /// <summary>The steps.</summary>
    internal List<SevenZipCoder> Coders { get; } = [];

    /// <summary>Which output feeds which input.</summary>
    internal List<(int Input, int Output)> Bindings { get; } = [];

    /// <summary>The inputs that are packed streams.</summary>
    internal List<int> Packed { get; } = [];

    /// <summary>Bytes that each output has.</summary>
    internal List<long> Sizes { get; } = [];

    /// <summary>Checksum of the plain bytes; null where none is stated.</summary>
    internal uint? Crc { get; set; }

    /// <summary>The number of its first packed stream.</summary>
    internal int FirstPacked { get; set; }

    /// <summary>How many files it holds.</summary>
    internal int Files { get; set; } = 1;

    /// <summary>Bytes of the plain result: the size of the output that feeds nothing.</summary>
    internal long Size
    {
        get
        {
            for (var output = 0; output < Sizes.Count; output++)
            {
                if (!Bindings.Exists(b => b.Output == output)) return Sizes[output];
            }

            return 0;
        }
    }
}

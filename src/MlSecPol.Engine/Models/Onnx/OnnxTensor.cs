using MlSecPol.Engine.Models.Protobuf;

namespace MlSecPol.Engine.Models.Onnx;

/// <summary>What a tensor of an ONNX model declares.</summary>
/// <param name="Place">Where it stands, as long as it is being walked.</param>
/// <param name="Offset">Where it begins.</param>
internal sealed record OnnxTensor(IProtoPlace Place, long Offset)
{
    private const int External = 1;

    private string? _path;

    /// <summary>Where it stands in the structure; to be asked for while it is being walked.</summary>
    internal string Path => _path ??= Place.Path;

    internal string Name { get; set; } = string.Empty;

    internal long Type { get; set; }

    internal List<long> Dimensions { get; } = [];

    /// <summary>Bytes of the raw data; null where there are none.</summary>
    internal long? RawBytes { get; set; }

    /// <summary>Bytes of packed numbers of four or eight bytes; null where there are none.</summary>
    internal long? FixedBytes { get; set; }

    /// <summary>Where the data are: 1 means in another file.</summary>
    internal long DataLocation { get; set; }

    /// <summary>The entries about the other file; a key may stand more than once.</summary>
    internal List<(string Key, string Value)> ExternalData { get; } = [];

    internal bool IsExternal => DataLocation == External || ExternalData.Count > 0;

    /// <summary>Bits of one element, after the format's list of types; null where they are not fixed or not known.</summary>
    internal int? Width => Type switch
    {
        2 or 3 or 9 or 17 or 18 or 19 or 20 or 24 => 8,
        4 or 5 or 10 or 16 => 16,
        1 or 6 or 12 => 32,
        7 or 11 or 13 or 14 => 64,
        15 => 128,
        21 or 22 or 23 => 4,
        25 or 26 => 2,
        _ => null,
    };
}

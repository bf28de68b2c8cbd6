using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.NumPy;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.NumPy;

/// <summary>Reads NumPy array files: eight bytes of magic and version, the length of the header, the header as Python text, the data.</summary>
internal static class NumPyReader
{
    /// <summary>Whether the data behind the header is a pickle; also true where the header cannot be understood, so that somebody looks.</summary>
    internal static bool HoldsObjects(ByteSource content, ArtifactLimits limits) =>
        NumPyHeader.Read(content, limits, out _, out _)?["descr"] is not { } descr || NumPyType.Of(descr).HoldsObjects;

    /// <summary>Compares the header of an array with the bytes behind it; an array of objects is read as the pickle that it is.</summary>
    /// <param name="content">The array, or at least its header.</param>
    /// <param name="length">Bytes of the whole array file.</param>
    /// <param name="member">Where it stands.</param>
    /// <param name="depth">How deep it stands.</param>
    /// <param name="facts">What takes the facts.</param>
    internal static void Read(ByteSource content, long length, string? member, int depth, FactsBuilder facts)
    {
        facts.HeadersRead++;
        var header = NumPyHeader.Read(content, facts.Limits, out var start, out var trouble);
        if (header?["descr"] is not { } descr || header["shape"] is not { } shape || header["fortran_order"] is null)
        {
            trouble ??= "The header of the array is not a dictionary with descr, fortran_order and shape.";
            facts.AddDefect(HeaderDefectKind.Malformed, member, 0, "header", trouble);
            facts.AddGap(CoverageGapKind.Malformed, member, 0, trouble);
            return;
        }

        if (header.Items.Count > 6) facts.AddDefect(HeaderDefectKind.DuplicateKey, member, NumPyHeader.Prefix, "header", "The header of the array has other keys than its three, or one of them twice.");
        var type = NumPyType.Of(descr);
        var elements = NumPyType.Product(shape);
        facts.Add(new NumPyArray(member, Describe(descr), elements ?? -1, type.ItemSize ?? 0, type.HoldsObjects));
        if (elements is null)
        {
            facts.AddDefect(HeaderDefectKind.Overflow, member, NumPyHeader.Prefix, "shape", "The shape of the array holds what is no length, or its product leaves 64 bits.");
            return;
        }

        if (type.HoldsObjects) ReadObjects(content, start, member, depth, facts);
        else Compare(content, type, elements.Value, start, length, member, depth, facts);
    }

    private static void ReadObjects(ByteSource content, long start, string? member, int depth, FactsBuilder facts)
    {
        var data = content.Slice(start, content.Length);
        if (data.Length == 0) facts.AddGap(CoverageGapKind.Truncated, member, start, "The pickle of the object array is missing.");
        else
        {
            var report = facts.AddPickles(data, member).Report;
            if (report.Gap is null && report.TrailingLength > 0)
                UnownedReader.Read(content, new ByteRange(start + report.TrailingOffset, content.Length), member, depth, facts);
        }
    }

    private static void Compare(ByteSource content, NumPyType type, long elements, long start, long length, string? member, int depth, FactsBuilder facts)
    {
        if (type.ItemSize is not { } width)
        {
            facts.AddDefect(HeaderDefectKind.UnknownType, member, NumPyHeader.Prefix, "descr", "The type of the array is not one of NumPy's, or its size leaves 64 bits.");
            return;
        }

        if (width > 0 && elements > long.MaxValue / width)
        {
            facts.AddDefect(HeaderDefectKind.Overflow, member, NumPyHeader.Prefix, "shape", $"{elements} elements of {width} bytes leave 64 bits.");
            return;
        }

        var bytes = elements * width;
        facts.AddTensors(1, bytes);
        if (bytes > length - start)
            facts.AddDefect(HeaderDefectKind.OutOfBounds, member, start, "data", $"The array claims {bytes} bytes, {length - start} are there.");
        else if (bytes < length - start && content.Length == length)
            UnownedReader.Read(content, new ByteRange(start + bytes, length), member, depth, facts);
        else if (bytes < length - start)
            facts.AddDefect(HeaderDefectKind.Hole, member, start + bytes, "data", $"Behind the array {length - start - bytes} more bytes stand in the member.");
    }

    private static string Describe(PythonLiteral descr) => descr.Kind switch
    {
        PythonLiteralKind.String => descr.Text,
        PythonLiteralKind.List => "structured",
        _ => "with shape",
    };
}

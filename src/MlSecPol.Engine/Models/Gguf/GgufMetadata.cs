using System.Text;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Templates;

namespace MlSecPol.Engine.Models.Gguf;

/// <summary>Walks the key-value pairs of a GGUF file. Arrays of numbers are skipped by their length; templates are judged.</summary>
internal sealed class GgufMetadata(GgufCursor cursor, uint version, string? member, FactsBuilder facts)
{
    /// <summary>Defects that are told of one part of a header; a hostile one has millions.</summary>
    internal const int MostDefects = 100;

    private const uint TextType = 8, ArrayType = 9, UInt32Type = 4;
    private const int DeepestArray = 8;
    private const uint LargestType = 64;
    private const int LongestKey = 1 << 16;

    private static readonly int[] Widths = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8];

    private readonly HashSet<UInt128> _keys = [];
    private int _defects;

    /// <summary>The alignment that the file asks for; null without one, or with one that is none.</summary>
    internal uint? Alignment { get; private set; }

    /// <summary>A count or length: 32 bits in version 1, 64 later.</summary>
    internal ulong Length() => version == 1 ? cursor.UInt32() : cursor.UInt64();

    /// <summary>Reads the pairs.</summary>
    /// <returns>Whether all could be read.</returns>
    internal bool Read(long count)
    {
        for (long i = 0; i < count; i++)
        {
            facts.Token.ThrowIfCancellationRequested();
            var start = cursor.Position;
            if (ReadText(LongestKey, start, $"key {i}") is not { } key) return false;
            var shown = ShortText.Of(key);
            if (!_keys.Add(GgufReader.Hash(key))) Defect(HeaderDefectKind.DuplicateKey, start, shown, $"The key '{shown}' stands in the metadata twice; readers differ in which they take.");
            if (!ReadValue(key, shown, cursor.UInt32(), 0)) return false;
        }

        return true;
    }

    internal void Defect(HeaderDefectKind kind, long offset, string subject, string detail, string? claim = null)
    {
        if (_defects++ < MostDefects) facts.AddDefect(kind, member, offset, subject, detail, claim);
    }

    private bool ReadValue(string key, string shown, uint type, int depth)
    {
        var start = cursor.Position;
        switch (type)
        {
            case TextType: return ReadTextValue(key, shown, start, depth);
            case ArrayType: return ReadArray(key, shown, start, depth);
            case UInt32Type when key == "general.alignment":
                var alignment = cursor.UInt32();
                if (GgufReader.IsAlignment(alignment)) Alignment = alignment;
                else Defect(HeaderDefectKind.Malformed, start, shown, $"The alignment is {alignment}, which is no power of two.");
                return Complete(start, shown);
            default:
                if (type >= Widths.Length)
                {
                    Defect(type < LargestType ? HeaderDefectKind.UnknownType : HeaderDefectKind.Malformed, start, shown, $"The value of '{shown}' has the type {type}, which the format does not know.");
                    return false;
                }

                if (key == "general.alignment") Defect(HeaderDefectKind.Malformed, start, shown, "The alignment is no number of 32 bits.");
                cursor.Skip(Widths[type]);
                return Complete(start, shown);
        }
    }

    private bool Complete(long start, string shown)
    {
        if (cursor.HasEnded) Defect(HeaderDefectKind.OutOfBounds, start, shown, $"The value of '{shown}' leaves the file.");
        return !cursor.HasEnded;
    }

    private bool ReadTextValue(string key, string shown, long start, int depth)
    {
        if (!key.Contains("chat_template", StringComparison.OrdinalIgnoreCase))
        {
            var length = Length();
            if (!Fits(length, start, shown)) return false;

            // Texts in arrays are a vocabulary.
            if (depth > 0 || length > MetadataJudge.LongestText) cursor.Skip((long)length);
            else JudgeText(shown, cursor.Text((int)length), start);
            return true;
        }

        // A little above the limit of templates, so that the reader of templates says that it was reached.
        if (ReadText(TemplateReader.LongestTemplate * 4, start, shown) is not { } template) return false;
        TemplateReader.Judge(template, member, shown, facts);
        return true;
    }

    private void JudgeText(string shown, string value, long start)
    {
        MetadataJudge.Judge(shown, Encoding.UTF8.GetBytes(value), member, 0, facts);

        // Only the name of a file or an address could make a loader fetch a vocabulary from elsewhere.
        if (!shown.StartsWith("tokenizer.", StringComparison.Ordinal) || value.Any(char.IsWhiteSpace) || !FileTargets.IsOutside(FileTargets.Of(value)) || value.Length < 4) return;
        var isRemote = FileTargets.Of(value) == FileTarget.Remote;
        facts.Examine(ModelAspect.RemoteCode);
        facts.Add(new ModelHazard(
            ModelAspect.RemoteCode, isRemote ? HazardEffect.Network : HazardEffect.ReadFile, "gguf:tokenizer-elsewhere", shown,
            $"'{shown}' names {(isRemote ? "an address" : "a file of the machine")} where the tokenizer's own data belong: '{ShortText.Of(value)}'.", member, start, null, ShortText.Of(value)));
    }

    private bool ReadArray(string key, string shown, long start, int depth)
    {
        if (depth >= DeepestArray)
        {
            Defect(HeaderDefectKind.Malformed, start, shown, $"The arrays of '{shown}' nest deeper than {DeepestArray}.");
            return false;
        }

        var type = cursor.UInt32();
        var count = Length();
        if (cursor.HasEnded || (type != TextType && type != ArrayType && type >= Widths.Length))
        {
            Defect(HeaderDefectKind.UnknownType, start, shown, $"The array '{shown}' is cut off or has elements of the type {type}, which the format does not know.");
            return false;
        }

        // The smallest text is its length, the smallest array its type and length.
        var smallest = type switch { TextType => version == 1 ? 4 : 8, ArrayType => 8, _ => Widths[type] };
        if (count > (ulong)(cursor.Remaining / smallest))
        {
            Defect(
                HeaderDefectKind.OutOfBounds, start, shown, $"The array '{shown}' claims {count} elements, for which the {cursor.Remaining} bytes behind it have no room; native readers multiply such counts.", "array-count");
            return false;
        }

        if (type is not (TextType or ArrayType))
        {
            cursor.Skip((long)count * Widths[type]);
            return true;
        }

        for (ulong i = 0; i < count; i++)
        {
            if ((i & 0xFFF) == 0) facts.Token.ThrowIfCancellationRequested();
            if (!ReadValue(key, shown, type, depth + 1)) return false;
        }

        return true;
    }

    private string? ReadText(int longest, long start, string shown)
    {
        var length = Length();
        if (!Fits(length, start, shown)) return null;
        if (length <= (ulong)longest) return cursor.Text((int)length);
        Defect(HeaderDefectKind.Malformed, start, shown, $"A text of '{shown}' has {length} bytes; readers accept at most {longest}.");
        facts.AddGap(CoverageGapKind.LimitReached, member, start, $"A text of '{shown}' has more than {longest} bytes.");
        return null;
    }

    private bool Fits(ulong length, long start, string shown)
    {
        if (!cursor.HasEnded && length <= (ulong)cursor.Remaining) return true;
        Defect(HeaderDefectKind.OutOfBounds, start, shown, $"A text of '{shown}' claims {length} bytes, {cursor.Remaining} are left.", "text-length");
        return false;
    }
}

using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Expansion;
using MlSecPol.Engine.Artifacts.Zip;
using MlSecPol.Engine.Models.Cards;
using MlSecPol.Engine.Models.Code;
using MlSecPol.Engine.Models.Hdf5;
using MlSecPol.Engine.Models.NumPy;
using MlSecPol.Engine.Models.PyTorch;
using MlSecPol.Engine.Models.SafeTensors;
using MlSecPol.Engine.Models.Skops;
using MlSecPol.Engine.Models.Templates;

namespace MlSecPol.Engine.Models.Containers;

/// <summary>Reads one content, a file or a member, in every way in which it can be understood.</summary>
internal static class ContentReader
{
    /// <summary>Reads content with the readings that its bytes allow.</summary>
    /// <returns>The readings, refined by what the containers turned out to be.</returns>
    internal static IReadOnlyList<FormatReading> Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.Token.ThrowIfCancellationRequested();
        if (depth > facts.Limits.NestingDepth)
        {
            facts.AddGap(CoverageGapKind.LimitReached, member, 0, $"Containers stand deeper inside each other than {facts.Limits.NestingDepth} (limit {nameof(ArtifactLimits.NestingDepth)}).");
            return [];
        }

        var readings = FormatDetector.Detect(content);
        if ((readings.Count == 0 || IsText(readings) || (readings is [{ } wide] && IsWritten(wide.Format) && wide.Format != ArtifactFormat.Xml)) && WideText.ToUtf8(content, facts.Limits.HeaderBytes) is { } plain)
        {
            using (plain)
            {
                // XML names its encoding itself, and its reader follows.
                if (FormatDetector.Detect(plain) is not [{ Format: ArtifactFormat.Xml or ArtifactFormat.OpenVino }]) return Read(plain, member, name, depth, facts);
            }
        }

        if (depth == 0 && (readings.Count == 0 || (IsText(readings) && ByName(name) == ArtifactFormat.Pickle))) HiddenPickleReader.Read(content, 0, member, facts);
        if (readings is [{ } only] && Language(only.Format, name) is { } language) readings = [new FormatReading(language, 0)];
        else if (IsText(readings) && Path.GetExtension(TextLanguage.FileName(name)).Length == 0) TemplateReader.ReadUnnamed(content, member, facts);
        if (IsText(readings) && Path.GetExtension(name).Equals(".md", StringComparison.OrdinalIgnoreCase)) CardMarkup.Read(content, member, name, depth, facts);
        if (!readings.Any(r => IsRead(r.Format)) && ByName(name) is { } named && readings is not [{ Format: ArtifactFormat.Empty or ArtifactFormat.LfsPointer }])
        {
            var (before, complaints) = (facts.Pickles.Count, facts.Complaints);
            ReadAs(content, new FormatReading(named, 0), member, name, depth, facts, readings.Count);
            // Text is the weakest of readings: a pickle of protocol 0 looks like it and comes to its end.
            if (named == ArtifactFormat.Pickle && IsText(readings) && facts.Pickles.Skip(before).FirstOrDefault() is { Report: { Gap: null, TrailingLength: 0, Streams.Count: > 0 } })
                return [new FormatReading(named, 0)];

            // MessagePack has no signature; content that is one value of it from end to end is what the name says.
            if (named == ArtifactFormat.MessagePack && readings.Count == 0 && facts.Complaints == complaints) return [new FormatReading(named, 0)];
        }

        var refined = new List<FormatReading>(readings.Count);
        long owned = 0;
        foreach (var reading in readings)
        {
            var isAppended = reading is { Format: ArtifactFormat.Zip, Offset: > 0 } && readings.Count > 1;
            if (isAppended && ReadOwnedZip(content, readings[0].Format, owned, member, depth, facts)) continue;
            if (IsStoredMember(content, reading, readings, facts)) continue;
            var (format, end) = ReadAs(content, reading, member, name, depth, facts, readings.Count);
            owned = Math.Max(owned, end);
            refined.Add(reading with { Format = format });
        }

        if (Competing(refined) is [var first, var second, ..])
        {
            facts.AddOddity(
                ContainerOddityKind.Polyglot,
                member,
                second.Offset,
                $"The same bytes are a {Name(first)} and, from offset {second.Offset} on, a {Name(second)}; which one is loaded depends on the loader.");
        }

        return refined;
    }

    /// <summary>Whether this program reads the format.</summary>
    internal static bool IsRead(ArtifactFormat format) =>
        format is ArtifactFormat.Pickle or ArtifactFormat.TorchLegacy or ArtifactFormat.TorchZip or ArtifactFormat.Zip or ArtifactFormat.NumPyZip or ArtifactFormat.Keras or ArtifactFormat.Skops
            or ArtifactFormat.NumPy or ArtifactFormat.SafeTensors or ArtifactFormat.Tar or ArtifactFormat.TorchTar
            or ArtifactFormat.TorchExport or ArtifactFormat.TorchServe or ArtifactFormat.Llamafile or ArtifactFormat.SevenZip
        || Decompressor.Reads(format) || FormatReaders.Has(format);

    /// <summary>Whether content of the format cannot hold anything that a loader of models would run.</summary>
    internal static bool IsPlain(ArtifactFormat format) =>
        format is ArtifactFormat.Empty or ArtifactFormat.Text or ArtifactFormat.Json or ArtifactFormat.JsonLines or ArtifactFormat.Yaml or ArtifactFormat.Jinja
            or ArtifactFormat.Csv or ArtifactFormat.Tsv or ArtifactFormat.Png or ArtifactFormat.Jpeg or ArtifactFormat.Gif or ArtifactFormat.Riff;

    private static bool IsText(IReadOnlyList<FormatReading> readings) => readings is [{ Format: ArtifactFormat.Text or ArtifactFormat.Csv or ArtifactFormat.Tsv }];

    /// <summary>The format that a loader which trusts the name would try, for content that nothing explains.</summary>
    internal static ArtifactFormat? ByName(string name) => Path.GetExtension(name).ToUpperInvariant() switch
    {
        ".SAFETENSORS" => ArtifactFormat.SafeTensors,
        ".NPY" => ArtifactFormat.NumPy,
        ".MSGPACK" or ".MPK" => ArtifactFormat.MessagePack,
        ".RDS" => ArtifactFormat.RSerialized,
        ".PKL" or ".PICKLE" or ".JOBLIB" or ".DILL" => ArtifactFormat.Pickle,
        ".ONNX" => ArtifactFormat.Onnx,
        ".PMML" or ".XML" => ArtifactFormat.Xml,
        ".TFLITE" => ArtifactFormat.TensorFlowLite,
        ".PTE" => ArtifactFormat.ExecuTorch,
        ".PDMODEL" => ArtifactFormat.Paddle,
        ".PB" or ".PBTXT" when Path.GetFileNameWithoutExtension(name).Equals("saved_model", StringComparison.OrdinalIgnoreCase) => ArtifactFormat.TensorFlowSavedModel,
        _ => TextLanguage.ByName(name),
    };

    /// <summary>The language of a text that its name tells; null for other content and other names.</summary>
    internal static ArtifactFormat? Language(ArtifactFormat format, string name) => IsWritten(format) ? TextLanguage.ByName(name) ?? CodeLanguage.ByName(name) : null;

    /// <summary>Whether content of the format is code that a machine or an interpreter runs.</summary>
    internal static bool IsCode(ArtifactFormat format) =>
        format is ArtifactFormat.Elf or ArtifactFormat.PortableExecutable or ArtifactFormat.MachO or ArtifactFormat.JavaClass or ArtifactFormat.WebAssembly
            or ArtifactFormat.Marshal or ArtifactFormat.Script;

    /// <summary>Whether the format is text of a kind that its first characters only suggest.</summary>
    internal static bool IsWritten(ArtifactFormat format) =>
        format is ArtifactFormat.Text or ArtifactFormat.Json or ArtifactFormat.JsonLines or ArtifactFormat.Csv or ArtifactFormat.Tsv or ArtifactFormat.Xml or ArtifactFormat.Html or ArtifactFormat.Script;

    /// <summary>
    /// An archive that ends a pickle's argument, a tar's last entry or an incompressible block lies inside of what another reading owns, and is no second reading of the file.
    /// </summary>
    private static bool ReadOwnedZip(ByteSource content, ArtifactFormat owner, long owned, string? member, int depth, FactsBuilder facts)
    {
        if (ZipEndRecord.FindAll(content) is not [var end, ..] || end.End > owned) return false;

        // Entries and expanded content have been read; an argument of a pickle has not.
        if (owner is not (ArtifactFormat.Pickle or ArtifactFormat.TorchLegacy)) return true;
        var name = Inside(member, $"bytes at {end.ArchiveStart}");
        Read(content.Slice(end.ArchiveStart, end.End - end.ArchiveStart), name, name, depth + 1, facts);
        return true;
    }

    /// <summary>Reads one reading.</summary>
    /// <returns>The format, refined, and how far from the beginning on the bytes are owned by it; 0 where that says nothing about an archive inside.</returns>
    private static (ArtifactFormat Format, long Owned) ReadAs(ByteSource content, FormatReading reading, string? member, string name, int depth, FactsBuilder facts, int readings)
    {
        switch (reading.Format)
        {
            case ArtifactFormat.Pickle or ArtifactFormat.TorchLegacy:
                SkopsReader.NotePickle(name, member, facts);
                return TorchLegacyReader.Read(content, member, depth, facts, mayEndEarly: readings > 1);
            case ArtifactFormat.Zip:
                return (ZipContentReader.Read(content, member, depth, facts, otherReadings: readings > 1), 0);
            case ArtifactFormat.Tar:
                return TarContentReader.Read(content, member, depth, facts, otherReadings: readings > 1);
            case ArtifactFormat.SevenZip:
                return (reading.Format, SevenZipContentReader.Read(content, member, depth, facts, otherReadings: readings > 1));
            case ArtifactFormat.Elf or ArtifactFormat.PortableExecutable or ArtifactFormat.MachO when NativeCodeReader.HoldsModel(content, facts):
                FormatReaders.Read(reading.Format, content, member, name, depth, facts);
                return (ArtifactFormat.Llamafile, 0);
            case ArtifactFormat.NumPy:
                NumPyReader.Read(content, content.Length, member, depth, facts);
                return (reading.Format, 0);
            case ArtifactFormat.SafeTensors:
                SafeTensorsReader.Read(content, member, facts, otherReadings: readings > 1);
                return (reading.Format, 0);
            case var format when Decompressor.Reads(format):
                return (format, ReadLayer(From(content, reading.Offset), format, member, depth, facts, readings > 1));
            default:
                if (reading is { Format: ArtifactFormat.Hdf5, Offset: > 0 } && readings == 1) Hdf5UserBlock.Read(content, reading.Offset, member, depth, facts);
                FormatReaders.Read(reading.Format, From(content, reading.Offset), member, name, depth, facts);
                return (reading.Format, 0);
        }
    }

    private static long ReadLayer(ByteSource content, ArtifactFormat format, string? member, int depth, FactsBuilder facts, bool otherReadings)
    {
        facts.ContainersRead++;
        facts.Add(format);
        var expanded = Decompressor.Expand(content, format, facts.Budget, facts.Token);
        using var inner = expanded.Content;
        if (expanded.Break is { } cause)
        {
            facts.AddGap(cause, member, inner.Length);
            if (cause.Kind == ArtifactErrorKind.LimitReached) facts.AddOddity(ContainerOddityKind.Bomb, member, null, cause.Message);
            else facts.AddOddity(ContainerOddityKind.Broken, member, null, cause.Message);
        }

        if (expanded.TrailingOffset is { } trailing && !otherReadings) UnownedReader.Read(content, new ByteRange(trailing, content.Length), member, depth, facts);
        if (inner.Length == 0)
        {
            facts.AddGap(CoverageGapKind.Malformed, member, 0, $"The {FormatCatalogue.Describe(format).DisplayName} expands to nothing.");
            return 0;
        }

        var innerName = Inside(member, "content");
        var readings = Read(inner, innerName, innerName, depth + 1, facts);
        if (readings.Count == 0 || !readings.Any(r => IsRead(r.Format) || IsPlain(r.Format)))
            facts.AddGap(CoverageGapKind.Unsupported, innerName, 0, $"The expanded content is {(readings.Count > 0 ? "of the format " + FormatCatalogue.Describe(readings[0].Format).DisplayName : "unrecognised")}, which is not read.");
        return expanded.TrailingOffset ?? content.Length;
    }

    /// <summary>The path of something inside a member.</summary>
    internal static string Inside(string? member, string part) => member is null ? part : member + "!" + part;

    private static ByteSource From(ByteSource content, long offset) => offset == 0 ? content : content.Slice(offset, content.Length - offset);

    private static string Name(FormatReading reading) => FormatCatalogue.Describe(reading.Format).DisplayName;

    /// <summary>Readings that exclude each other. A TensorFlow Lite model carries its labels in a zip archive behind it by design.</summary>
    private static List<FormatReading> Competing(List<FormatReading> readings) =>
        readings.Exists(r => r.Format is ArtifactFormat.TensorFlowLite or ArtifactFormat.Llamafile) ? readings.FindAll(r => r.Format != ArtifactFormat.Zip) : readings;

    /// <summary>Whether HDF5 seems to follow a user block only because a member of the archive, the weights of a Keras model, begins there by chance.</summary>
    private static bool IsStoredMember(ByteSource content, FormatReading reading, IReadOnlyList<FormatReading> readings, FactsBuilder facts) =>
        reading is { Format: ArtifactFormat.Hdf5, Offset: > 0 } && readings.Any(r => r is { Format: ArtifactFormat.Zip, Offset: 0 })
        && ZipTable.Read(content, facts.Limits, facts.Token).Members.Any(m => m.DataOffset == reading.Offset);
}

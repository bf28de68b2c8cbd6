using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Expansion;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Fails when the name promises another format than the content has, so that whoever trusts the name loads something else.</summary>
[Check("MS4.MagicMismatch")]
public sealed class MagicMismatch : Check<ModelFacts>
{
    /// <inheritdoc/>
    public override Verdict Evaluate(ModelFacts facts, SettingsSnapshot settings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(settings);
        var extension = Path.GetExtension(facts.Name.TrimEnd(' ', '.'));
        if (facts.Length == 0 && facts.Gaps is [var nothing, ..]) return nothing.IsError ? Verdict.Error(nothing.Reason) : Verdict.NotAssessed(nothing.Reason);
        if (facts.Format == ArtifactFormat.LfsPointer) return Verdict.NotAssessed("The file is a Git LFS pointer; its content is not on this machine.");
        if (extension.Length == 0) return Verdict.NotApplicable("The name has no extension that could promise a format.");
        if (!FormatCatalogue.IsKnownExtension(extension)) return Verdict.NotApplicable($"No format is customarily named '{extension}'.");
        if (facts.Readings.Count == 0) return Unrecognised(extension, settings);

        var matching = facts.Readings.FirstOrDefault(r => Promises(extension, r.Format));
        if (matching is not null) return Verdict.Pass($"The content is what '{extension}' promises: {FormatCatalogue.Describe(matching.Format).DisplayName}.");
        var content = FormatCatalogue.Describe(facts.Format).DisplayName;
        return Judge(new Finding
        {
            Severity = facts.Format == ArtifactFormat.Zip && IsAnyArchive(extension) ? Severity.Info : IsDangerous(facts.Format) || IsArchive(facts.Format) ? Severity.High : Severity.Medium,
            Rule = $"magic:{facts.Format}",
            Subject = content,
            Message = $"The file is named '{extension}' but its content is of another kind: {content}.",
            Location = $"offset {facts.Readings[0].Offset}",
            Offset = facts.Readings[0].Offset,
        }, settings);
    }

    private static Verdict Judge(Finding finding, SettingsSnapshot settings) =>
        finding.Severity >= Severity.High || settings.Get<ModelSettings>().Strict ? Verdict.Fail(finding.Message, finding) : Verdict.Pass(finding.Message, finding);

    private static Verdict Unrecognised(string extension, SettingsSnapshot settings)
    {
        // Formats without a signature of their own share these names, so that unknown content there proves nothing.
        if (IsAmbiguous(extension)) return Verdict.NotAssessed($"The content is of no known format, and files of many formats are named '{extension}'.");
        return Judge(new Finding
        {
            Severity = Severity.Medium,
            Rule = "magic:" + ArtifactFormat.Unknown,
            Subject = extension,
            Message = $"The file is named '{extension}' but its content is of no known format.",
            Location = "offset 0",
            Offset = 0,
        }, settings);
    }

    /// <summary>Whether frameworks save archives of their own under the extension; what is in one is read in any case.</summary>
    private static bool IsAnyArchive(string extension) => extension.ToUpperInvariant() is ".BIN" or ".MODEL" or ".DAT" or ".DATA";

    /// <summary>Whether files of several formats, among them some without a signature, are customarily named with the extension.</summary>
    private static bool IsAmbiguous(string extension) => extension.ToUpperInvariant() is
        ".BIN" or ".DAT" or ".DATA" or ".MODEL" or ".OBJ" or ".MAT" or ".DB" or ".MLMODEL" or ".ONNX" or ".TXT" or ".P" or ".LITE" or ".O" or ".Z"
            or ".PB" or ".PBTXT" or ".META" or ".INDEX" or ".PDMODEL" or ".CAFFEMODEL" or ".PROTOTXT" or ".TEXTPROTO" or ".ENGINE" or ".PLAN" or ".TRT"
            or ".BST" or ".CKPT" or ".PARAMS" or ".SER" or ".SAV";

    /// <summary>Whether the extension is as good for a table of numbers in text as for anything else.</summary>
    private static bool MayBeText(string extension) => extension.ToUpperInvariant() is ".DAT" or ".DATA" or ".MODEL" or ".OBJ" or ".META" or ".INDEX" or ".SAV" or ".P";

    /// <summary>Whether the extension is customary for the format; every kind of text may be named as text, and joblib names all its codecs as it is told to.</summary>
    private static bool Promises(string extension, ArtifactFormat format) =>
        FormatCatalogue.Describe(format).HasExtension(extension)
        || (MayBeText(extension) && ContentReader.IsPlain(format))
        || (Decompressor.Reads(format) && extension.ToUpperInvariant() is ".GZ" or ".GZIP" or ".Z" or ".BZ2" or ".XZ" or ".LZMA" or ".LZ4" or ".ZST" or ".ZSTD")
        || (format is ArtifactFormat.Json or ArtifactFormat.JsonLines or ArtifactFormat.Yaml or ArtifactFormat.Jinja or ArtifactFormat.Csv or ArtifactFormat.Tsv or ArtifactFormat.Xml or ArtifactFormat.Html or ArtifactFormat.Script
            && FormatCatalogue.Describe(ArtifactFormat.Text).HasExtension(extension));

    /// <summary>Formats that run code when a loader recognises them by content, or when somebody opens them.</summary>
    private static bool IsDangerous(ArtifactFormat format) =>
        format is ArtifactFormat.Pickle or ArtifactFormat.TorchLegacy or ArtifactFormat.TorchTar or ArtifactFormat.Elf or ArtifactFormat.PortableExecutable
            or ArtifactFormat.MachO or ArtifactFormat.JavaClass or ArtifactFormat.WebAssembly or ArtifactFormat.Marshal or ArtifactFormat.Script or ArtifactFormat.JavaSerialized;

    /// <summary>Containers: under a foreign name they are passed over by whoever goes by names, and opened by whoever goes by content.</summary>
    private static bool IsArchive(ArtifactFormat format) =>
        format is ArtifactFormat.Zip or ArtifactFormat.TorchZip or ArtifactFormat.Keras or ArtifactFormat.Skops or ArtifactFormat.Tar or ArtifactFormat.SevenZip or ArtifactFormat.Rar
            or ArtifactFormat.Gzip or ArtifactFormat.Zlib or ArtifactFormat.Bzip2 or ArtifactFormat.Xz or ArtifactFormat.Lzma or ArtifactFormat.Zstandard or ArtifactFormat.Lz4;
}

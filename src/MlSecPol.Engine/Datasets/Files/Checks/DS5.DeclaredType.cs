using System.Collections.Frozen;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Files.Checks;

/// <summary>The content is of the type that a descriptor beside it declares.</summary>
[Check("DS5.DeclaredType")]
public sealed class DeclaredType : FileCheck
{
    private static readonly ArtifactFormat[] Table = [ArtifactFormat.Csv, ArtifactFormat.Tsv, ArtifactFormat.Text];
    private static readonly ArtifactFormat[] Lines = [ArtifactFormat.JsonLines, ArtifactFormat.Json];

    private static readonly FrozenDictionary<string, ArtifactFormat[]> Types = new Dictionary<string, ArtifactFormat[]>(StringComparer.OrdinalIgnoreCase)
    {
        ["text/csv"] = Table,
        ["csv"] = Table,
        ["text/tab-separated-values"] = Table,
        ["tsv"] = Table,
        ["tab"] = Table,
        ["text/plain"] = [.. Table, ArtifactFormat.Yaml, ArtifactFormat.JsonLines],
        ["txt"] = [.. Table, ArtifactFormat.JsonLines],
        ["text"] = [.. Table, ArtifactFormat.JsonLines],
        ["application/json"] = Lines,
        ["json"] = Lines,
        ["geojson"] = Lines,
        ["application/geo+json"] = Lines,
        ["application/jsonlines"] = Lines,
        ["application/jsonl"] = Lines,
        ["application/x-ndjson"] = Lines,
        ["application/x-jsonlines"] = Lines,
        ["jsonl"] = Lines,
        ["ndjson"] = Lines,
        ["application/vnd.apache.parquet"] = [ArtifactFormat.Parquet],
        ["application/x-parquet"] = [ArtifactFormat.Parquet],
        ["application/parquet"] = [ArtifactFormat.Parquet],
        ["parquet"] = [ArtifactFormat.Parquet],
        ["application/vnd.apache.arrow.file"] = [ArtifactFormat.Arrow],
        ["arrow"] = [ArtifactFormat.Arrow],
        ["feather"] = [ArtifactFormat.Arrow, ArtifactFormat.Feather],
        ["application/zip"] = [ArtifactFormat.Zip],
        ["zip"] = [ArtifactFormat.Zip],
        ["application/x-tar"] = [ArtifactFormat.Tar],
        ["tar"] = [ArtifactFormat.Tar],
        ["application/gzip"] = [ArtifactFormat.Gzip],
        ["application/x-gzip"] = [ArtifactFormat.Gzip],
        ["gz"] = [ArtifactFormat.Gzip],
        ["application/zstd"] = [ArtifactFormat.Zstandard],
        ["zst"] = [ArtifactFormat.Zstandard],
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = [ArtifactFormat.Zip],
        ["xlsx"] = [ArtifactFormat.Zip],
        ["application/vnd.ms-excel"] = [ArtifactFormat.Ole],
        ["xls"] = [ArtifactFormat.Ole],
        ["application/pdf"] = [ArtifactFormat.Pdf],
        ["pdf"] = [ArtifactFormat.Pdf],
        ["image/png"] = [ArtifactFormat.Png],
        ["image/jpeg"] = [ArtifactFormat.Jpeg],
        ["image/gif"] = [ArtifactFormat.Gif],
        ["application/x-hdf5"] = [ArtifactFormat.Hdf5],
        ["hdf5"] = [ArtifactFormat.Hdf5],
        ["application/vnd.sqlite3"] = [ArtifactFormat.Sqlite],
        ["sqlite"] = [ArtifactFormat.Sqlite],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    internal override FileQuestions Questions => FileQuestions.Companions | FileQuestions.Content;

    private protected override Verdict Judge(FileFacts file, DatasetFacts facts, SettingsSnapshot settings)
    {
        var declared = file.Companions!.Types;
        if (declared.Count == 0) return Verdict.NotApplicable("No descriptor declares the type of the file.");
        var findings = new List<Finding>();
        string? unknown = null;
        var shown = file.Content!.Readings is [var first, ..] ? first.Format : ArtifactFormat.Unknown;
        foreach (var type in declared)
        {
            var name = type.Value.Split(';')[0].Trim();
            if (!Types.TryGetValue(name, out var formats)) unknown ??= $"The declared type '{name}' is not known";
            else if (file.Content.Readings.Count == 0) unknown ??= $"The content is of no recognised format; '{name}' is declared";
            else if (!file.Content.Readings.Any(r => formats.Contains(r.Format)))
                findings.Add(Finding(Severity.Medium, "declared-type", $"'{Path.GetFileName(type.Source)}' declares '{name}', the content is {FormatCatalogue.Describe(shown).DisplayName}", offset: 0, subject: name));
        }

        return Conclude(
            findings,
            _ => "The content is not of the declared type.",
            $"The content is of the declared type '{declared[0].Value}'.",
            notAssessed: unknown is null ? null : $"{unknown}.");
    }
}

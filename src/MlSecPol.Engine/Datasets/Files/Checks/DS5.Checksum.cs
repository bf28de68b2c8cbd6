using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Files.Checksums;
using Algorithms = MlSecPol.Engine.Datasets.Files.Checksums.Checksum;

namespace MlSecPol.Engine.Datasets.Files.Checks;

/// <summary>The file has the checksums that manifests beside it state.</summary>
[Check("DS5.Checksum")]
public sealed class Checksum : FileCheck
{
    internal override FileQuestions Questions => FileQuestions.Checksums;

    private protected override Verdict Judge(FileFacts file, DatasetFacts facts, SettingsSnapshot settings)
    {
        var stated = file.Checksums!;
        if (stated.Count == 0)
        {
            var none = $"No manifest of checksums names the file; its SHA-256 is {file.Sha256}";
            return SettingsOf(settings).RequireChecksum ? Verdict.Fail($"{none}.", Finding(Severity.Medium, "missing", none)) : Verdict.NotApplicable($"{none}.");
        }

        var findings = new List<Finding>();
        foreach (var s in stated) Compare(findings, s, facts.Length);
        var matching = stated.Where(Matches).ToList();
        if (matching.Count > 0 && matching.TrueForAll(s => Algorithms.IsWeak(s.Algorithm!.Value)))
            findings.Add(Finding(Severity.Low, "weak", $"Only {string.Join(" and ", matching.Select(s => Algorithms.Name(s.Algorithm!.Value)).Distinct(StringComparer.Ordinal))} is stated, for which whoever wants makes another file with the same digest"));
        var gap = stated.FirstOrDefault(s => s.Gap is not null);
        return Conclude(
            findings,
            _ => findings.Exists(f => f.Severity == Severity.High) ? "The file is not the one that the manifest states." : "The manifest proves too little.",
            $"The file is the one that {Path.GetFileName(matching.FirstOrDefault()?.Manifest)} states ({string.Join(", ", matching.Select(s => Algorithms.Name(s.Algorithm!.Value)).Distinct(StringComparer.Ordinal))}).",
            gap is null ? null : $"A manifest was not understood: {Path.GetFileName(gap.Manifest)}: {gap.Gap}.",
            matching.Count == 0 ? "No stated checksum could be compared." : null);
    }

    private static bool Matches(StatedChecksum stated) => stated.Algorithm is not null && stated.Gap is null && stated.Actual == stated.Digest;

    private static void Compare(List<Finding> findings, StatedChecksum stated, long length)
    {
        var manifest = Path.GetFileName(stated.Manifest);
        if (stated.IsUnlisted)
            findings.Add(Finding(Severity.Medium, "unlisted", $"The {stated.Kind} '{manifest}' has to list every file of its payload and does not list this one"));
        if (stated.Bytes is { } bytes && bytes != length)
            findings.Add(Finding(Severity.High, "size", $"The {stated.Kind} '{manifest}' states {bytes} bytes, the file has {length}"));
        if (stated.Algorithm is not { } algorithm || stated.Gap is not null || stated.Actual == stated.Digest) return;
        findings.Add(Finding(Severity.High, "mismatch", $"The {stated.Kind} '{manifest}' states the {Algorithms.Name(algorithm)} {stated.Digest}, the file has {stated.Actual}", subject: Algorithms.Name(algorithm)));
    }
}

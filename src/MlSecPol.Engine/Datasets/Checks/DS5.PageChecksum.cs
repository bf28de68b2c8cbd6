using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>Pages of a Parquet file have another content than their checksums state.</summary>
[Check("DS5.PageChecksum")]
public sealed class PageChecksum : DatasetCheck
{
    private protected override Inspection Inspect(DatasetFacts facts, DatasetSettings settings)
    {
        if (facts.Storage.PageChecksums is not { } checksums) return Inspection.NotApplicable("The format has no pages with checksums.");
        if (checksums.WithChecksum == 0) return Inspection.NotApplicable("The writer of the file made no checksums for its pages, so that damage in them cannot be seen.");
        var findings = new List<Finding>();
        if (checksums.Wrong.Count > 0)
        {
            findings.Add(Place.Finding(
                Severity.High,
                "wrong-checksum",
                $"{Place.Count(checksums.Wrong.Count, "page has", "pages have")} another content than the checksum in the header states",
                checksums.Wrong with { Sample = null },
                checksums.Wrong.Sample));
        }

        if (checksums.WithChecksum < checksums.Pages)
        {
            findings.Add(Place.Finding(
                Severity.Info,
                "no-checksum",
                $"{Place.Count(checksums.Pages - checksums.WithChecksum, "page carries", "pages carry")} no checksum",
                new Occurrences(checksums.Pages - checksums.WithChecksum, [])));
        }

        return Inspection.Of(findings, $"{Place.Count(checksums.WithChecksum, "page has", "pages have")} the content that the checksum states", _ => $"{Place.Count(checksums.Wrong.Count, "page is", "pages are")} damaged");
    }
}

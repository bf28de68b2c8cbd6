using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Files.Companions;

/// <summary>Gathers what stands beside a dataset: sidecar files, dataset cards, descriptors, lists of restore points, keys.</summary>
internal static class CompanionReader
{
    private static readonly string[] LabelKeys =
        ["label", "classification", "classification_label", "data_classification", "dataclassification", "sensitivity", "sensitivity_label", "sensitivitylabel", "confidentiality", "tlp"];

    private static readonly string[] TypeKeys = ["mediatype", "encodingformat", "format"];

    private static readonly string[] RetentionKeys =
        ["retention", "retention_until", "retentionuntil", "retention_date", "retain_until", "retainuntil", "delete_after", "deleteafter", "expires", "expirationdate", "expiry", "expiry_date"];

    private static readonly string[] Sidecars = [".label", ".label.json", ".label.yaml", ".label.yml", ".metadata.json", ".meta.json"];
    private static readonly string[] Descriptors = ["datapackage.json", "croissant.json"];
    private static readonly string[] Labels = [".label", "LABEL", "label.json", "classification.json"];
    private static readonly string[] Cards = ["README.md", "dataset_card.md", "dataset-card.md", "DATASET_CARD.md"];
    private static readonly string[] Backups = ["backup-manifest.json", "backup-manifest.txt", "restic-snapshots.json", "borg-list.json", "backups.json"];

    internal static CompanionFacts Read(string path, CompanionFiles files, FileSettings settings)
    {
        var facts = new CompanionFacts();
        foreach (var extension in Sidecars) Add(facts, files, path + extension, DescriptorReader.Label, null);
        foreach (var folder in CompanionFiles.Folders(path))
        {
            var name = CompanionFiles.Relative(folder, path);
            foreach (var file in Descriptors) Add(facts, files, Path.Combine(folder, file), DescriptorReader.Json, name);
            foreach (var file in Labels) Add(facts, files, Path.Combine(folder, file), DescriptorReader.Label, null);
            foreach (var file in Cards) Add(facts, files, Path.Combine(folder, file), DescriptorReader.Card, null);
        }

        AddBackup(facts, files, path, settings);
        var keys = files.Remember(CompanionFiles.Folders(path).First(), KeyFiles.Find);
        facts.Keys = keys.Found;
        facts.KeyGap = keys.Gap;
        return facts;
    }

    private static void Add(CompanionFacts facts, CompanionFiles files, string file, Func<string, Descriptor> parse, string? name)
    {
        try
        {
            if (files.Read(file, parse) is not { } descriptor) return;
            var resource = name is null ? null : descriptor.Find(name);
            var fields = (resource?.Fields ?? []).Concat(descriptor.Fields).ToList();
            facts.Labels.AddRange(Stated(file, fields, LabelKeys));
            facts.Retention.AddRange(Stated(file, fields, RetentionKeys));
            // The format of a whole package is none of its files'.
            if (resource is not null) facts.Types.AddRange(Stated(file, resource.Fields, TypeKeys));
        }
        catch (ArtifactException e)
        {
            facts.Gaps.Add($"'{Path.GetFileName(file)}' was not understood: {e.Message.TrimEnd('.')}");
        }
    }

    private static IEnumerable<StatedValue> Stated(string file, IReadOnlyList<(string Key, string Value)> fields, string[] keys) =>
        from field in fields
        where keys.Contains(field.Key, StringComparer.Ordinal) && field.Value.Length > 0
        select new StatedValue(file, field.Key, field.Value.Trim());

    private static void AddBackup(CompanionFacts facts, CompanionFiles files, string path, FileSettings settings)
    {
        var candidates = settings.BackupManifest.Length > 0
            ? [settings.BackupManifest]
            : CompanionFiles.Folders(path).SelectMany(folder => Backups.Select(name => Path.Combine(folder, name)));
        foreach (var file in candidates)
        {
            try
            {
                if (files.Read(file, RestorePoints.Parse) is not { } points) continue;
                facts.BackupList = file;
                facts.Backup = points.Newest(Path.GetFullPath(path));
                return;
            }
            catch (ArtifactException e)
            {
                facts.Gaps.Add($"'{Path.GetFileName(file)}' was not understood: {e.Message.TrimEnd('.')}");
                return;
            }
        }
    }
}

using System.Globalization;
using System.Security.Cryptography;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Models.Cards;
using MlSecPol.Engine.Reports.CycloneDx;

namespace MlSecPol.Engine;

/// <summary>Collects models for a bill of materials: reads each file and what stands beside it, and tells what it found and where. Used by one thread.</summary>
public sealed class ModelBom
{
    private const int MostOfAKind = 64;

    // What lies in a folder of models without being one.
    private static readonly ArtifactFormat[] NoModels =
    [
        ArtifactFormat.Unknown, ArtifactFormat.Empty, ArtifactFormat.Text, ArtifactFormat.Json, ArtifactFormat.JsonLines, ArtifactFormat.Csv, ArtifactFormat.Tsv, ArtifactFormat.Xml, ArtifactFormat.Html,
        ArtifactFormat.Script, ArtifactFormat.Png, ArtifactFormat.Jpeg, ArtifactFormat.Gif, ArtifactFormat.Riff, ArtifactFormat.Pdf, ArtifactFormat.Ole, ArtifactFormat.Parquet, ArtifactFormat.Arrow,
        ArtifactFormat.Feather, ArtifactFormat.Avro, ArtifactFormat.Orc, ArtifactFormat.Sqlite, ArtifactFormat.Elf, ArtifactFormat.PortableExecutable, ArtifactFormat.MachO, ArtifactFormat.JavaClass,
        ArtifactFormat.WebAssembly, ArtifactFormat.Marshal, ArtifactFormat.LfsPointer,
    ];

    private readonly List<BomModel> _models = [];
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Folder, string Root), ModelStatements> _cards = [];
    private bool _isIncomplete;

    /// <summary>Models collected.</summary>
    public int Count => _models.Count;

    /// <summary>Adds a file.</summary>
    /// <param name="path">The file, a full path.</param>
    /// <param name="name">Its name in the bill.</param>
    /// <param name="always">Whether it belongs there even when it does not look like a model, because somebody named it.</param>
    /// <param name="token">Cancels the reading.</param>
    /// <returns>Whether it was added; a file that is no model, or is there already, is not.</returns>
    /// <exception cref="ArtifactException">It cannot be read; the bill then says that it is incomplete.</exception>
    public bool Add(string path, string name, bool always, CancellationToken token)
    {
        if (!_paths.Add(path)) return false;
        try
        {
            using var source = FileSource.Open(path);
            if (!always && !FormatDetector.Detect(source).Any(r => !NoModels.Contains(r.Format))) return false;
            var settings = SettingsSnapshot.Default.Get<ModelSettings>();
            var facts = ModelReader.Read(source, path, settings.Limits, settings.PickleLimits, listings: false, token);
            var card = Card(path, name);
            _models.Add(new BomModel
            {
                Name = name.Replace('\\', '/'),
                Sha256 = Hash(source, token),
                Properties = [.. Properties(facts), .. card.Unread.Select(reason => ("unread", reason))],
                Statements = [.. card.Statements.Select(s => new BomStatement(s.Key, s.Value, s.Source, s.Amount, s.Scope))],
            });
            return true;
        }
        catch (ArtifactException)
        {
            _isIncomplete = true;
            throw;
        }
    }

    /// <summary>Writes the bill as CycloneDX 1.6 JSON.</summary>
    public void Write(Stream output, DateTimeOffset createdAt) => CycloneDxWriter.Write(new BomDocument(_models, !_isIncomplete, createdAt), output);

    private static IEnumerable<(string Name, string Value)> Properties(ModelFacts facts)
    {
        static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
        yield return ("size", Number(facts.Length));
        yield return ("format", FormatCatalogue.Describe(facts.Format).DisplayName);
        foreach (var other in facts.Readings.Skip(1)) yield return ("format:also", FormatCatalogue.Describe(other.Format).DisplayName);
        foreach (var layer in facts.CompressionLayers) yield return ("compression", FormatCatalogue.Describe(layer).DisplayName);
        if (facts.TensorCount > 0)
        {
            yield return ("tensors:count", Number(facts.TensorCount));
            yield return ("tensors:bytes", Number(facts.TensorBytes));
        }

        foreach (var pickle in facts.Pickles.Take(MostOfAKind))
            yield return ("pickle", $"{pickle.Member ?? "the file itself"}: {pickle.Report.Imports.Count} imports");
        foreach (var said in facts.Metadata) yield return ($"said:{said.Name}", said.Value);
        foreach (var said in facts.Metadata) yield return ($"source:{said.Name}", $"{(said.Member is null ? facts.Name : $"{facts.Name}!{said.Member}")} header: {said.Value}");
        foreach (var gap in facts.Gaps.Take(MostOfAKind)) yield return ("unread", gap.Reason);
    }

    private static string Hash(FileSource source, CancellationToken token)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 17];
        for (long offset = 0; offset < source.Length;)
        {
            token.ThrowIfCancellationRequested();
            var read = source.Read(offset, buffer);
            if (read == 0) throw new ArtifactException(ArtifactErrorKind.ReadFailed, "The file became shorter while it was read.", "Try again when nobody writes to it.");
            hash.AppendData(buffer, 0, read);
            offset += read;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // The name is the path below the folder that was asked for: as many folders as it has belong to it.
    private ModelStatements Card(string path, string name)
    {
        var folder = Path.GetDirectoryName(path)!;
        var root = folder;
        foreach (var c in name)
        {
            if (c is '/' or '\\') root = Path.GetDirectoryName(root) ?? root;
        }

        if (!_cards.TryGetValue((folder, root), out var card)) _cards[(folder, root)] = card = ModelStatementReader.Read(folder, root);
        return card;
    }
}

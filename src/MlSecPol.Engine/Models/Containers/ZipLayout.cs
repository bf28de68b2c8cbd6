using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Zip;

namespace MlSecPol.Engine.Models.Containers;

/// <summary>What the names of its members make of a zip archive.</summary>
/// <param name="Format">The kind of archive.</param>
/// <param name="Folder">The top folder of a PyTorch checkpoint with its slash, empty without one.</param>
internal sealed record ZipLayout(ArtifactFormat Format, string Folder)
{
    private const string TorchPickle = "data.pkl";
    private const string KerasConfiguration = "config.json";

    internal static ZipLayout Of(IReadOnlyList<ZipMember> members)
    {
        bool hasConfiguration = false, hasMetadata = false, hasWeights = false, hasSchema = false;
        string? folder = null, exported = null;
        var isServed = false;
        int arrays = 0, files = 0, stores = 0;
        foreach (var member in members)
        {
            if (member.IsFolder) continue;
            files++;
            var name = member.Name;
            if (name.EndsWith(".npy", StringComparison.OrdinalIgnoreCase)) arrays++;
            hasConfiguration |= name == KerasConfiguration;
            if (IsSkopsSchema(member)) hasSchema = true;
            else if (Path.GetExtension(name) is ".npy" or ".npz" or ".bin" && !name.Contains('/', StringComparison.Ordinal)) stores++;
            hasMetadata |= name == "metadata.json";
            hasWeights |= name is "model.weights.h5" or "model.weights.npz";
            folder ??= TorchFolder(member.LocalName) ?? TorchFolder(name);
            exported ??= ExportFolder(name);
            isServed |= name == "MAR-INF/MANIFEST.json";
        }

        if (folder is not null)
            return new ZipLayout(ArtifactFormat.TorchZip, folder);
        if (exported is not null) return new ZipLayout(ArtifactFormat.TorchExport, exported);
        if (isServed) return new ZipLayout(ArtifactFormat.TorchServe, string.Empty);
        if (files > 0 && arrays == files) return new ZipLayout(ArtifactFormat.NumPyZip, string.Empty);
        if (hasSchema && stores == files - 1) return new ZipLayout(ArtifactFormat.Skops, string.Empty);
        return new ZipLayout(hasConfiguration && (hasMetadata || hasWeights) ? ArtifactFormat.Keras : ArtifactFormat.Zip, string.Empty);
    }

    /// <summary>Whether a member is the raw content of a tensor.</summary>
    internal bool IsStorage(string name) => name.StartsWith(Folder, StringComparison.Ordinal) && (Format switch
    {
        ArtifactFormat.TorchZip =>
            name.AsSpan(Folder.Length).StartsWith("data/") || name.AsSpan(Folder.Length).StartsWith("constants/") || name.EndsWith(".storage", StringComparison.Ordinal),
        ArtifactFormat.TorchExport =>
            (name.AsSpan(Folder.Length).StartsWith("data/weights/") || name.AsSpan(Folder.Length).StartsWith("data/constants/")) && !Path.HasExtension(name),
        _ => false,
    });

    /// <summary>Whether a member is TorchScript source, where PyTorch looks for it.</summary>
    internal bool IsTorchScript(ZipMember member) => IsTorchScript(member.Name) || (member.LocalName is { } local && IsTorchScript(local));

    private bool IsTorchScript(string name)
    {
        if (!name.EndsWith(".py", StringComparison.Ordinal)) return false;
        if (Format == ArtifactFormat.TorchZip && name.StartsWith(Folder + "code/", StringComparison.Ordinal)) return true;
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return name.StartsWith("code/__torch__", StringComparison.Ordinal) || (slash > 0 && name.AsSpan(slash + 1).StartsWith("code/__torch__"));
    }

    /// <summary>Whether a member is the code of a model for phones.</summary>
    internal bool IsMobileCode(string name) => Format == ArtifactFormat.TorchZip && name == Folder + "bytecode.pkl";

    /// <summary>Whether a member is the graph of an exported program.</summary>
    internal bool IsExportedProgram(string name) => Format == ArtifactFormat.TorchExport && name.StartsWith(Folder, StringComparison.Ordinal)
        && name.EndsWith(".json", StringComparison.Ordinal) && (name.AsSpan(Folder.Length).StartsWith("models/") || name.AsSpan(Folder.Length).StartsWith("serialized_exported_program"));

    private static string? ExportFolder(string name)
    {
        foreach (var mark in (ReadOnlySpan<string>)["archive_format", "serialized_exported_program.json"])
        {
            if (!name.EndsWith(mark, StringComparison.Ordinal)) continue;
            var folder = name[..^mark.Length];
            if (folder.Length == 0 || folder.IndexOf('/', StringComparison.Ordinal) == folder.Length - 1) return folder;
        }

        return null;
    }

    /// <summary>Whether a member is where Keras looks for its configuration. Keras reads it before it asks for anything else in the archive.</summary>
    internal static bool IsKerasConfiguration(ZipMember member) => member.Name == KerasConfiguration || member.LocalName == KerasConfiguration;

    /// <summary>Whether a member is where skops looks for its schema, whatever else is in the archive.</summary>
    internal static bool IsSkopsSchema(ZipMember member) => member.Name == "schema.json" || member.LocalName == "schema.json";

    private static string? TorchFolder(string? name)
    {
        if (name is null || !name.EndsWith(TorchPickle, StringComparison.Ordinal)) return null;
        var folder = name[..^TorchPickle.Length];
        var slash = folder.IndexOf('/', StringComparison.Ordinal);
        return folder.Length == 0 || (slash > 0 && slash == folder.Length - 1) ? folder : null;
    }
}

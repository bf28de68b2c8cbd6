using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Code;

/// <summary>The language of source text, which interpreters and loaders choose by its name.</summary>
internal static class CodeLanguage
{
    private const string TorchServeManifest = "MAR-INF/MANIFEST.json";

    internal static ArtifactFormat? ByName(string name)
    {
        var file = TextLanguage.FileName(name);
        return Path.GetExtension(file).ToUpperInvariant() switch
        {
            ".PY" or ".PYW" => ArtifactFormat.PythonSource,
            ".IPYNB" => ArtifactFormat.Notebook,
            ".TXT" or ".IN" when file.Contains("requirements", StringComparison.OrdinalIgnoreCase) || file.StartsWith("constraints", StringComparison.OrdinalIgnoreCase) => ArtifactFormat.PackageList,
            ".PTH" => ArtifactFormat.PythonPath,
            ".SH" or ".BASH" or ".BAT" or ".CMD" or ".PS1" or ".VBS" or ".COMMAND" => ArtifactFormat.Script,
            _ when file is "Dockerfile" or "Containerfile" => ArtifactFormat.Script,
            _ => name == TorchServeManifest || name.EndsWith("/" + TorchServeManifest, StringComparison.Ordinal) ? ArtifactFormat.TorchServeManifest : null,
        };
    }
}

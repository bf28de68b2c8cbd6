using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Code;

/// <summary>The language of source text, which interpreters and loaders choose by its name.</summary>
internal static class CodeLanguage
{
    internal static ArtifactFormat? ByName(string name)
    {
        var file = FileName(name);
        return Path.GetExtension(file).ToUpperInvariant() switch
        {
            ".PY" or ".PYW" => ArtifactFormat.PythonSource,
            ".PTH" => ArtifactFormat.PythonPath,
            ".SH" or ".BASH" or ".BAT" or ".CMD" or ".PS1" or ".VBS" or ".COMMAND" => ArtifactFormat.Script,
            _ => name == TorchServeManifest || name.EndsWith("/" + TorchServeManifest, StringComparison.Ordinal) ? ArtifactFormat.TorchServeManifest : null,
        };
    }

    /// <summary>The last part of the path of a file or member.</summary>
    internal static string FileName(string name) => name[(name.AsSpan().LastIndexOfAny('/', '\\', '!') + 1)..];

    private const string TorchServeManifest = "MAR-INF/MANIFEST.json";
}

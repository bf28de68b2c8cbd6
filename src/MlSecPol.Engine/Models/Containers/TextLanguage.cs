using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Configuration;

namespace MlSecPol.Engine.Models.Containers;

/// <summary>The language of a text, which loaders choose by its name: text has no signature.</summary>
internal static class TextLanguage
{
    internal static ArtifactFormat? ByName(string name)
    {
        var file = FileName(name);
        if (JsonConfigurationReader.IsConfiguration(file)) return ArtifactFormat.Json;
        return Path.GetExtension(file).ToUpperInvariant() switch
        {
            ".YAML" or ".YML" => ArtifactFormat.Yaml,
            ".JINJA" or ".JINJA2" or ".J2" or ".TEMPLATE" => ArtifactFormat.Jinja,
            _ when file is "MLmodel" or "MLproject" or "Kitfile" || file.EndsWith(".dvc", StringComparison.Ordinal) => ArtifactFormat.Yaml,
            ".PBTXT" when file == "config.pbtxt" => ArtifactFormat.TritonConfiguration,
            ".CFG" or ".INI" or ".TOML" => ArtifactFormat.Settings,
            ".HTML" or ".HTM" => ArtifactFormat.Html,
            ".MODELFILE" => ArtifactFormat.Modelfile,
            _ when file == "Modelfile" || file.StartsWith("Modelfile.", StringComparison.Ordinal) || file.StartsWith("Modelfile-", StringComparison.Ordinal) => ArtifactFormat.Modelfile,
            ".TXT" when file.Contains("chat_template", StringComparison.OrdinalIgnoreCase) => ArtifactFormat.Jinja,
            _ => null,
        };
    }

    /// <summary>The last part of the path of a file or member.</summary>
    internal static string FileName(string name) => name[(name.AsSpan().LastIndexOfAny('/', '\\', '!') + 1)..];
}

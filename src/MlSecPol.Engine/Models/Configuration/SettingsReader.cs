using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Code;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Configuration;

/// <summary>Reads settings in sections, such as <c>config.cfg</c> of spaCy and <c>pyproject.toml</c>, and judges their values as those of any configuration; besides, what installing a project runs.</summary>
internal static class SettingsReader
{
    // Where build tools look for code of the project itself, which installing it runs.
    private static readonly string[] BuildCode = ["build-system.backend-path", "tool.hatch.build.hooks.custom.path", "tool.poetry.build.script", "tool.poetry.build", "tool.pdm.build.custom-hook", "tool.setuptools.cmdclass", "tool.scikit-build.metadata"];

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.Examine(ModelAspect.RemoteCode);
        if (SourceText.Read(content, member, "settings", facts) is not { } bytes) return;
        var file = TextLanguage.FileName(name);
        var isToml = file.EndsWith(".toml", StringComparison.OrdinalIgnoreCase);
        var judge = new ConfigurationJudge(file, member, depth, TextRole.Settings, facts);
        var hazards = new HazardList(member, facts);
        foreach (var entry in new SettingsText(Encoding.UTF8.GetString(bytes), isToml).Entries())
        {
            facts.Token.ThrowIfCancellationRequested();
            var path = Path(entry);
            judge.TakeKey(path);
            judge.Take(path, entry.Value);
            if (entry.Value is "true" or "True") judge.Take(path, true);
            Judge(entry, path, hazards);
        }

        judge.Complete();
        hazards.Close();
    }

    private static ConfigurationPath Path(SettingsText.Entry entry)
    {
        var path = new ConfigurationPath();
        foreach (var part in entry.Section.Split('.', StringSplitOptions.RemoveEmptyEntries).Take(8).Append(entry.Key))
        {
            path.Open(isList: false);
            path.SetKey(part);
        }

        if (entry.IsInList) path.Open(isList: true);
        path.Advance();
        return path;
    }

    private static void Judge(SettingsText.Entry entry, ConfigurationPath path, HazardList hazards)
    {
        var full = entry.Section.Length == 0 ? entry.Key : $"{entry.Section}.{entry.Key}";
        if (Array.Exists(BuildCode, c => full == c || full.StartsWith(c + ".", StringComparison.Ordinal) || entry.Section == c))
            hazards.Add(ModelAspect.EmbeddedCode, HazardEffect.Note, "settings:build-code", full, $"Installing the project runs code of its own, which '{full}' names; read it before.", location: path.ToString(), evidence: entry.Value);
        var isSource = entry.Key is "url" or "git" && entry.Section.Contains("dependencies", StringComparison.Ordinal);
        if (isSource && PackageJudge.Judge("package @ " + entry.Value) is { } judged)
            hazards.Add(ModelAspect.RemoteCode, judged.Effect, "remote:package", judged.Subject, judged.Detail, location: path.ToString(), evidence: entry.Value);
    }
}

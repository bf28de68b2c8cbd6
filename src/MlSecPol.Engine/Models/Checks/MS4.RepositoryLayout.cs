using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Repository;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Fails when a model folder leads out of itself, hides programs, or has names that deceive.</summary>
[Check("MS4.RepositoryLayout")]
public sealed class RepositoryLayout() : RepositoryCheck(RepositoryAspect.Listing)
{
    private static readonly string[] CustomaryHidden = [".git", ".gitattributes", ".gitignore", ".gitmodules", ".gitkeep", ".dockerignore", ".editorconfig", ".pre-commit-config.yaml", ".DS_Store", ".huggingface", ".cache", ".github", ".flake8", ".ipynb_checkpoints", ".dvc", ".dvcignore", ".amlignore", ".nojekyll"];
    private static readonly string[] LibraryExtensions = [".so", ".dll", ".dylib", ".pyd", ".exe", ".wasm", ".class", ".o", ".pyc"];

    /// <inheritdoc/>
    protected override Verdict Judge(RepositoryFacts facts, SettingsSnapshot settings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(settings);
        // Where every file may be executed, the file system has no such permission and it says nothing.
        var permissionMeans = facts.Files.Any(f => !f.IsExecutable && f.Link is null);
        var findings = FindingNames.Distinguish(
        [
            .. facts.FolderLinks.Select(Judge).OfType<Finding>(),
            .. facts.Files.Where(f => f.Link is not null).Select(f => Judge(f.Link!)).OfType<Finding>(),
            .. facts.Files.SelectMany(f => Judge(f, permissionMeans)),
            .. SameNames(facts.Files),
            .. facts.GitCommands.Select(c => At(".git/config", Severity.Medium, "layout:git-command", c.Split(' ')[0], "The git configuration in the folder makes git run a program.", evidence: c)),
        ]);
        if (findings.Exists(f => f.Severity >= Severity.High)) return Verdict.Fail("The folder leads out of itself, hides a program, or has names that deceive.", findings);
        if (findings.Exists(f => f.Severity == Severity.Medium) && settings.Get<ModelSettings>().Strict) return Verdict.Fail("The folder holds what a model does not need.", findings);
        return Verdict.Pass($"{Quantity.Of(facts.Files.Count, "file")}; nothing leads out of the folder, and no program hides in it.", findings);
    }

    private static Finding? Judge(RepositoryLink link) => link.Leads switch
    {
        LinkLeads.Outside => At(link.Path, Severity.High, "layout:link-outside", link.Path, $"The link leads out of the folder{(link.IsFolder ? ", to another folder" : string.Empty)}; whoever reads, copies or serves the model follows it.", evidence: link.Target),
        LinkLeads.Nowhere => At(link.Path, Severity.Low, "layout:link-nowhere", link.Path, "The link leads nowhere.", evidence: link.Target),
        _ => null,
    };

    private static IEnumerable<Finding> Judge(RepositoryFile file, bool permissionMeans)
    {
        if (file.Name.Any(MemberName.IsDeceptive) || file.Name[^1] is ' ' or '.')
            yield return At(file.Path, Severity.High, "layout:deceptive-name", file.Path, "The name holds characters that hide or reorder parts of it.");
        else if (MixesScripts(file.Name))
            yield return At(file.Path, Severity.Medium, "layout:mixed-script", file.Path, "A word of the name mixes Latin and Cyrillic letters, of which many look the same.");
        var isProgram = IsProgram(file.Content);
        var isUsualHidden = !file.IsHidden || file.Path.Split('/').Where(p => p[0] == '.').All(p => CustomaryHidden.Contains(p, StringComparer.Ordinal));
        if (isProgram && file.IsHidden)
            yield return At(file.Path, Severity.High, "layout:hidden-program", file.Path, $"A hidden file is a program: {Describe(file.Content)}.");
        else if (isProgram && !LibraryExtensions.Contains(Path.GetExtension(file.Name), StringComparer.OrdinalIgnoreCase))
            yield return At(file.Path, Severity.High, "layout:disguised-program", file.Path, $"A file that is not named like one is a program: {Describe(file.Content)}.");
        else if (isProgram)
            yield return At(file.Path, Severity.Medium, "layout:program", file.Path, $"Beside the model stands a program or library: {Describe(file.Content)}.");
        else if (file.IsHidden && (file.Content == ArtifactFormat.Pickle || (file.Content == ArtifactFormat.Script && !isUsualHidden)))
            yield return At(file.Path, Severity.High, "layout:hidden-code", file.Path, $"A hidden file can run code: {Describe(file.Content)}.");
        else if (!isUsualHidden)
            yield return At(file.Path, Severity.Low, "layout:hidden", file.Path, "The file is hidden, and listings leave it out.");
        if (permissionMeans && file.IsExecutable && !isProgram && file.Content != ArtifactFormat.Script)
            yield return At(file.Path, Severity.Info, "layout:executable", file.Path, "The file may be executed, though it is no program.");
    }

    /// <summary>Names that differ only in case are one file on other systems: which of them is loaded depends on where.</summary>
    private static IEnumerable<Finding> SameNames(IReadOnlyList<RepositoryFile> files) =>
        from same in files.GroupBy(f => f.Path, StringComparer.OrdinalIgnoreCase)
        where same.Count() > 1
        select At(same.First().Path, Severity.Medium, "layout:same-name", same.First().Path, $"{same.Count()} names differ only in case; where case does not matter only one of the files remains.");

    private static bool MixesScripts(string name)
    {
        var (latin, cyrillic) = (false, false);
        foreach (var c in name)
        {
            if (!char.IsLetter(c)) (latin, cyrillic) = (false, false);
            else if (char.IsAsciiLetter(c)) latin = true;
            else if (c is >= '\u0400' and <= '\u052F') cyrillic = true;
            if (latin && cyrillic) return true;
        }

        return false;
    }

    private static bool IsProgram(ArtifactFormat format) =>
        format is ArtifactFormat.Elf or ArtifactFormat.PortableExecutable or ArtifactFormat.MachO or ArtifactFormat.JavaClass or ArtifactFormat.WebAssembly or ArtifactFormat.Marshal;

    private static string Describe(ArtifactFormat format) => FormatCatalogue.Describe(format).DisplayName;
}

using System.Text;
using MlSecPol.HelpBuilder.Cmdlets;
using MlSecPol.HelpBuilder.Maml;
using MlSecPol.HelpBuilder.Pages;
using MlSecPol.HelpBuilder.Topics;

namespace MlSecPol.HelpBuilder;

/// <summary>One run: reads all pages and the assembly, and writes only when nothing is wrong.</summary>
internal static class HelpBuild
{
    private const string TopicPrefix = "about_";
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Builds the help.</summary>
    /// <param name="assembly">The compiled cmdlets.</param>
    /// <param name="docs">The folder with one page a cmdlet and the about topics.</param>
    /// <param name="output">The folder to write to; it is created, and help files in it that have no source any more are deleted.</param>
    /// <returns>What is wrong; empty when the help was written.</returns>
    public static IReadOnlyList<Problem> Run(string assembly, string docs, string output)
    {
        List<Problem> problems = [];
        var cmdlets = CmdletReader.Read(assembly);
        Dictionary<string, string> files = new(StringComparer.Ordinal)
        {
            [Path.GetFileName(assembly) + "-Help.xml"] = Maml(cmdlets, docs, problems),
        };

        foreach (var file in Directory.GetFiles(docs, TopicPrefix + "*.md").Order(StringComparer.Ordinal))
            files[Path.GetFileNameWithoutExtension(file) + ".help.txt"] = TopicWriter.Write(HelpPageReader.Read(file, problems), problems);

        if (problems.Count == 0) Replace(output, files);
        return problems;
    }

    private static string Maml(IReadOnlyList<CmdletMetadata> cmdlets, string docs, List<Problem> problems)
    {
        MamlWriter writer = new();
        foreach (var cmdlet in cmdlets)
        {
            var file = Path.Combine(docs, cmdlet.Name + ".md");
            if (!File.Exists(file))
            {
                problems.Add(new Problem(file, 1, $"The cmdlet {cmdlet.Name} has no page."));
                continue;
            }

            var page = HelpPageReader.Read(file, problems);
            CmdletPageRules.Check(page, cmdlet, problems);
            if (problems.Count == 0) writer.Add(page, cmdlet);
        }

        HashSet<string> known = new(cmdlets.Select(cmdlet => cmdlet.Name + ".md"), StringComparer.OrdinalIgnoreCase) { "README.md" };
        foreach (var file in Directory.GetFiles(docs, "*.md").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            if (!known.Contains(name) && !name.StartsWith(TopicPrefix, StringComparison.Ordinal))
                problems.Add(new Problem(file, 1, "The page belongs to no cmdlet of the assembly."));
        }

        return writer.ToString();
    }

    private static void Replace(string output, Dictionary<string, string> files)
    {
        Directory.CreateDirectory(output);
        var old = Directory.GetFiles(output, "*-Help.xml").Concat(Directory.GetFiles(output, TopicPrefix + "*.help.txt"));
        foreach (var file in old.Where(file => !files.ContainsKey(Path.GetFileName(file)))) File.Delete(file);
        foreach (var (name, text) in files) File.WriteAllText(Path.Combine(output, name), text, Encoding);
    }
}

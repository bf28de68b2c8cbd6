using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Expansion;
using MlSecPol.Engine.Models.Configuration;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Keras;
using MlSecPol.Engine.Models.Templates;
using YamlDotNet.Core;
using Parser = YamlDotNet.Core.Parser;

namespace MlSecPol.Engine.Models.Markup;

/// <summary>Reads YAML as a stream of events, never as objects: tags that make a loader build objects, targets of configurations, aliases that multiply.</summary>
internal static class YamlReader
{
    private const int MostEvents = 1_000_000;
    private const int MostAliases = 1_000;

    private const int LongestTemplate = 1 << 20;

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.Examine(ModelAspect.Markup);
        if (content.Length > facts.Limits.HeaderBytes)
        {
            facts.AddGap(CoverageGapKind.LimitReached, member, 0, $"The YAML has more than {facts.Limits.HeaderBytes} bytes (limit {nameof(ArtifactLimits.HeaderBytes)}).");
            return;
        }

        var judge = new ConfigurationJudge(TextLanguage.FileName(name), member, depth, TextRole.Settings, facts);
        var walk = new YamlWalk(judge, member, facts);
        var tree = new YamlTree();
        var template = Template(content, facts);
        if (template is not null)
        {
            facts.AddGap(CoverageGapKind.Unsupported, member, 0, "The file is a template that makes YAML; what stands in it was looked at, what it makes is not known before it is filled in.");
            TemplateReader.JudgeText(template, member, null, facts, TemplateUse.Text);
        }

        using TextReader text = template is null ? Text(content, facts) : new StringReader(YamlTemplate.Fill(template));
        var parser = new Parser(text);
        var events = 0;
        try
        {
            while (parser.MoveNext())
            {
                if ((++events & 0x3FF) == 0) facts.Token.ThrowIfCancellationRequested();
                if (events > MostEvents)
                {
                    Limit($"The YAML has more than {MostEvents} events.");
                    break;
                }

                walk.Take(parser.Current!);
                tree.Take(parser.Current!);
                if (walk.Depth > facts.Limits.HeaderDepth)
                {
                    Limit($"The YAML nests deeper than {facts.Limits.HeaderDepth} (limit {nameof(ArtifactLimits.HeaderDepth)}).");
                    break;
                }

                if (walk.Aliases <= MostAliases) continue;
                Limit($"The YAML has more than {MostAliases} aliases.");
                break;
            }
        }
        catch (Exception e) when (IsBroken(e))
        {
            if (template is null) facts.AddGap(CoverageGapKind.Malformed, member, 0, $"The YAML cannot be read beyond line {(e as YamlException)?.Start.Line ?? parser.Current?.End.Line ?? 1}: it breaks the language.");
        }

        if (tree.Root is { } root) KerasConfigurationReader.Read(root, member, depth, facts);
        judge.Complete();
        if (judge.IsModelConfiguration) facts.Examine(ModelAspect.RemoteCode);

        void Limit(string reason) => facts.AddGap(CoverageGapKind.LimitReached, member, parser.Current?.Start.Index ?? 0, reason);
    }

    private static StreamReader Text(ByteSource content, FactsBuilder facts) => new(new SourceStream(content, facts.Token), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);

    private static bool IsBroken(Exception e) => e is YamlException or ArgumentException or InvalidOperationException or FormatException or OverflowException or IndexOutOfRangeException;

    /// <summary>The text where it is a template that makes YAML and is none itself; null for YAML, in which the marks of templates may stand in texts.</summary>
    private static string? Template(ByteSource content, FactsBuilder facts)
    {
        if (content.Length > LongestTemplate) return null;
        using var reader = Text(content, facts);
        var text = reader.ReadToEnd();
        if (!YamlTemplate.Is(text)) return null;
        try
        {
            var parser = new Parser(new StringReader(text));
            for (var events = 0; events < MostEvents && parser.MoveNext(); events++) facts.Token.ThrowIfCancellationRequested();
            return null;
        }
        catch (Exception e) when (IsBroken(e))
        {
            return text;
        }
    }
}

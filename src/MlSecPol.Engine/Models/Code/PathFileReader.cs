using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Code;

/// <summary>Reads a <c>.pth</c> text, by which Python extends its path: it runs every line that begins with <c>import</c> whenever it starts.</summary>
internal static class PathFileReader
{
    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.Examine(ModelAspect.EmbeddedCode);
        if (SourceText.Read(content, member, "path file", facts) is not { } text) return;
        for (var at = 0; at < text.Length;)
        {
            var line = text.AsSpan(at);
            var end = line.IndexOf((byte)'\n');
            if (end >= 0) line = line[..end];
            if (line.StartsWith("import "u8) || line.StartsWith("import\t"u8))
            {
                facts.Add(new ModelHazard(
                    ModelAspect.EmbeddedCode, HazardEffect.ExecuteLater, "python:path-file", TextLanguage.FileName(name), "Python runs this line whenever it starts, once the file lies among its packages.",
                    member, at, null, SourceText.Line(text, at)));
                return;
            }

            at += line.Length + 1;
        }
    }
}

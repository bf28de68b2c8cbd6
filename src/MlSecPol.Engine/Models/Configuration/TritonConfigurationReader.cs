using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Code;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Configuration;

/// <summary>Reads the configuration of a model for Triton, a protobuf message as text: which backend, library and environment the server loads for it.</summary>
internal static class TritonConfigurationReader
{

    // Fields that name files which the server loads or unpacks.
    private static readonly string[] Places = ["backend", "default_model_filename", "op_library_filename", "value", "platform", "filename"];

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.Examine(ModelAspect.RemoteCode);
        if (SourceText.Read(content, member, "configuration", facts) is not { } bytes) return;
        var hazards = new HazardList(member, facts);
        var text = Encoding.UTF8.GetString(bytes);
        var (at, field, key) = (0, string.Empty, string.Empty);
        while (at < text.Length)
        {
            var c = text[at];
            if (c == '#')
            {
                at = text.IndexOf('\n', at) is var end and >= 0 ? end : text.Length;
            }
            else if (char.IsAsciiLetter(c))
            {
                var start = at;
                while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_')) at++;
                field = text[start..at];
            }
            else if (c is '"' or '\'')
            {
                var end = text.IndexOf(c, at + 1);
                if (end < 0)
                {
                    facts.AddGap(CoverageGapKind.Malformed, member, at, "A text of the configuration never ends.");
                    break;
                }

                var value = text[(at + 1)..end];
                if (field == "key") key = value;
                else Judge(field == "string_value" ? key : field, field, value, start: at, hazards, facts.Token);
                at = end + 1;
            }
            else
            {
                at++;
            }
        }

        hazards.Close();
    }

    private static void Judge(string name, string field, string value, int start, HazardList hazards, CancellationToken token)
    {
        var isPlace = field is "op_library_filename" || Array.Exists(Places, p => name == p) || (field == "string_value" && (name.EndsWith("PATH", StringComparison.Ordinal) || name.EndsWith("_DIR", StringComparison.Ordinal) || name.EndsWith("LIBRARY", StringComparison.Ordinal)));
        if (isPlace && !value.StartsWith("$$TRITON", StringComparison.Ordinal) && LocationJudge.LeavesFolder(value))
            hazards.Add(ModelAspect.RemoteCode, HazardEffect.ExecuteLater, "remote:triton-place", name, $"'{name}' names '{ShortText.Of(value)}', outside of the model's folder: the server loads code from there.", start, evidence: ShortText.Of(value));
        else if (TextValueJudge.Program(value, token) is { } program)
            hazards.Add(ModelAspect.RemoteCode, HazardEffect.ExecuteLater, "remote:program", name, $"'{name}' {program.Detail}.", start, evidence: ShortText.Of(value));
        else if (name == "backend" && value == "python")
            hazards.Add(ModelAspect.RemoteCode, HazardEffect.Note, "remote:triton-python", name, "The server runs the Python file beside the configuration; read it before.", start);
    }
}

using System.Text.Json;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Paddle;

/// <summary>
/// Reads the programs that PaddlePaddle 3 writes as JSON: regions of blocks of operators, each with its dialect and name under <c>#</c> and its attributes under <c>A</c>.
/// </summary>
internal static class PaddleProgramReader
{
    private const int MostTexts = 8;
    private const int LongestText = 4096;

    /// <summary>Reads the content where it is such a program.</summary>
    internal static void Read(ByteSource content, string? member, FactsBuilder facts)
    {
        Span<byte> head = stackalloc byte[FormatDetector.HeadLength];
        if (!IsProgram(head[..content.Read(0, head)]) || content.Length > facts.Limits.HeaderBytes) return;
        facts.Examine(ModelAspect.Operators);
        var hazards = new HazardList(member, facts);
        var text = new byte[content.Length];
        var reader = new Utf8JsonReader(text.AsSpan(0, content.Read(0, text)), new JsonReaderOptions { MaxDepth = Math.Max(1, facts.Limits.HeaderDepth) });
        try
        {
            Walk(ref reader, new PaddleOperators(hazards), facts);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            facts.AddGap(CoverageGapKind.Malformed, member, reader.BytesConsumed, "The program is no sound JSON, or nests too deep.");
        }

        hazards.Close();
    }

    /// <summary>Whether the document says that it is a program, in front or behind its regions.</summary>
    private static bool IsProgram(ReadOnlySpan<byte> head) =>
        (head.IndexOf("\"base_code\""u8) >= 0 && head.IndexOf("pir"u8) >= 0) || (head.IndexOf("\"program\""u8) >= 0 && head.IndexOf("\"regions\""u8) >= 0 && head.IndexOf("\"blocks\""u8) >= 0);

    private static void Walk(ref Utf8JsonReader reader, PaddleOperators operators, FactsBuilder facts)
    {
        var open = new Stack<Operator>();
        while (reader.Read())
        {
            facts.Token.ThrowIfCancellationRequested();
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    open.Push(new Operator(reader.TokenStartIndex, open.TryPeek(out var around) && (around.IsAttribute || around.Key is "A" or "AT")));
                    break;
                case JsonTokenType.EndObject:
                    var closed = open.Pop();
                    // What the attributes say belongs to the operator around them.
                    if (closed.IsAttribute && open.TryPeek(out var owner)) owner.Texts.AddRange(closed.Texts.Take(MostTexts - Math.Min(MostTexts, owner.Texts.Count)));
                    else if (closed.Name.Length > 0) operators.Judge(closed.Name, closed.Texts, closed.Offset, $"operator {closed.Name}");
                    break;
                case JsonTokenType.PropertyName when open.TryPeek(out var named):
                    named.Key = reader.ValueSpan.Length < LongestText ? reader.GetString() ?? string.Empty : string.Empty;
                    break;
                case JsonTokenType.String when open.TryPeek(out var holder) && reader.ValueSpan.Length < LongestText:
                    if (holder is { IsAttribute: false, Key: "#" }) holder.Name = Plain(reader.GetString() ?? string.Empty);
                    else if (holder.IsAttribute && holder.Key == "D" && holder.Texts.Count < MostTexts) holder.Texts.Add(reader.GetString() ?? string.Empty);
                    break;
            }
        }
    }

    /// <summary>The name of an operator without its dialect, and without the sign of those that change their input.</summary>
    private static string Plain(string name) => name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..].TrimEnd('_');

    private sealed class Operator(long offset, bool isAttribute)
    {
        internal long Offset => offset;

        internal bool IsAttribute => isAttribute;

        internal string Key { get; set; } = string.Empty;

        internal string Name { get; set; } = string.Empty;

        internal List<string> Texts { get; } = [];
    }
}

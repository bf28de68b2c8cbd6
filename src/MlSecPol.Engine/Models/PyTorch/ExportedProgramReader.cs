using System.Text.Json;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.PyTorch;

/// <summary>
/// Reads the graph of an exported program, JSON in a <c>.pt2</c> archive: the targets of its nodes are looked up by name when it is loaded, and its expressions over
/// sizes are evaluated.
/// </summary>
internal static class ExportedProgramReader
{

    internal static void Read(ByteSource content, string? member, FactsBuilder facts)
    {
        facts.Examine(ModelAspect.TorchScript);
        if (content.Length > Math.Min(facts.Limits.HeaderBytes, Array.MaxLength))
        {
            facts.AddGap(CoverageGapKind.LimitReached, member, 0, $"The graph is longer than {facts.Limits.HeaderBytes} bytes (limit {nameof(ArtifactLimits.HeaderBytes)}).");
            return;
        }

        var bytes = new byte[content.Length];
        var json = new Utf8JsonReader(bytes.AsSpan(0, content.Read(0, bytes)), new JsonReaderOptions { MaxDepth = facts.Limits.HeaderDepth });
        var judge = new TorchOperatorJudge(member, facts);
        try
        {
            while (json.Read())
            {
                if (json.TokenType != JsonTokenType.PropertyName) continue;
                var isTarget = json.ValueTextEquals("target"u8);
                if (!isTarget && !json.ValueTextEquals("expr_str"u8)) continue;
                if (!json.Read() || json.TokenType != JsonTokenType.String) continue;
                if (isTarget) JudgeTarget(json.GetString()!, json.TokenStartIndex, judge);
                else JudgeExpression(json.GetString()!, json.TokenStartIndex, judge);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            facts.AddGap(CoverageGapKind.Malformed, member, json.BytesConsumed, "The graph of the exported program is no sound JSON.");
        }
    }

    /// <summary>The loader looks a target up in torch, operator or math, attribute by attribute; everything else stays a text.</summary>
    private static void JudgeTarget(string target, long offset, TorchOperatorJudge judge)
    {
        var parts = target.Split('.');
        switch (parts)
        {
            case ["torch", "ops", var space, var name, ..] when !parts.Any(p => p.StartsWith("__", StringComparison.Ordinal) && space is not "aten"):
                judge.JudgeOperator(space, name, offset, ShortText.Of(target));
                break;
            case ["torch", var name] when name.StartsWith("sym_", StringComparison.Ordinal) || name.StartsWith("_sym_", StringComparison.Ordinal):
                break;
            case ["torch", "_higher_order_ops" or "sym_int" or "_check", ..]:
                break;
            case ["torch", ..]:
                judge.Add(HazardEffect.Execute, "target", target, $"A node of the graph calls '{ShortText.Of(target)}', which is no operator; the loader looks it up by name.", offset, ShortText.Of(target));
                break;
            case ["_operator" or "math" or "operator", .. var rest] when rest.Length != 1 || rest[0] is "attrgetter" or "methodcaller" or "call":
                judge.Add(HazardEffect.Execute, "target", target, $"A node of the graph calls '{ShortText.Of(target)}', which reaches beyond arithmetic.", offset, ShortText.Of(target));
                break;
        }
    }

    private static void JudgeExpression(string expression, long offset, TorchOperatorJudge judge)
    {
        var text = expression.AsSpan();
        var allowed = TorchScriptData.Current.ExpressionFunctions.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] is '_' or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z'))
            {
                var end = at;
                while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')) end++;
                var name = text[at..end];
                var isCall = text[end..].TrimStart() is ['(', ..];
                if (name.StartsWith("__") || name is "lambda" || (isCall && !allowed.Contains(name)))
                {
                    Add($"uses '{name}'");
                    return;
                }

                at = end;
            }
            else if (IsSign(text, at))
            {
                at++;
            }
            else
            {
                Add($"holds '{text[at]}'");
                return;
            }
        }

        void Add(string what) => judge.Add(
            HazardEffect.Execute, "expression", ShortText.Of(expression), $"The expression '{ShortText.Of(expression)}' {what}, which is no arithmetic; the loader evaluates it as Python.", offset, ShortText.Of(expression));
    }

    /// <summary>Signs of arithmetic; a dot only inside of a number.</summary>
    private static bool IsSign(ReadOnlySpan<char> text, int at) => text[at] switch
    {
        '.' => at > 0 && char.IsAsciiDigit(text[at - 1]) && (at + 1 == text.Length || !char.IsAsciiLetter(text[at + 1]) || text[at + 1] is 'e' or 'E'),
        _ => char.IsAsciiDigit(text[at]) || " +-*/%()<>=!,&|~^".Contains(text[at], StringComparison.Ordinal),
    };
}

namespace MlSecPol.Engine.Models.Templates;

/// <summary>Expressions and format texts in words, for rules and readers.</summary>
internal static class TemplateWords
{
    /// <summary>An expression in few words.</summary>
    internal static string Describe(TemplateExpression expression, int depth = 0)
    {
        if (depth > 4) return "…";
        return expression switch
        {
            VariableName variable => variable.Name,
            AttributeAccess attribute => $"{Describe(attribute.Owner, depth + 1)}.{attribute.Name}",
            SubscriptAccess subscript => $"{Describe(subscript.Owner, depth + 1)}[…]",
            CallExpression call => $"{Describe(call.Callee, depth + 1)}()",
            FilterExpression { Input: { } input } filter => $"{Describe(input, depth + 1)}|{filter.Name}",
            TextLiteral => "a text",
            NumberLiteral => "a number",
            SequenceLiteral or MappingLiteral => "a list",
            _ => "an expression",
        };
    }

    /// <summary>The names of the replacement fields in braces.</summary>
    internal static IEnumerable<string> Fields(string text)
    {
        for (var at = text.IndexOf('{', StringComparison.Ordinal); at >= 0 && at + 1 < text.Length; at = text.IndexOf('{', at))
        {
            if (text[at + 1] == '{')
            {
                at += 2;
                if (at >= text.Length) yield break;
                continue;
            }

            var end = text.AsSpan(at + 1).IndexOfAny('}', '!', ':');
            yield return end < 0 ? text[(at + 1)..] : text.Substring(at + 1, end);
            at++;
        }
    }
}

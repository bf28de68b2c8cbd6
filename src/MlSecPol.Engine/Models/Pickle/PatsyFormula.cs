using System.Buffers;

namespace MlSecPol.Engine.Models.Pickle;

/// <summary>Formulas of statsmodels, which it evaluates as Python when a model is restored: terms of columns and a few functions are data, all else is code.</summary>
internal static class PatsyFormula
{
    /// <summary>The entry of a state that holds the formula.</summary>
    public const string Key = "formula";

    private static readonly SearchValues<char> NameLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.");

    private static readonly HashSet<string> Transforms = new(StringComparer.Ordinal)
    {
        "C", "I", "Q", "Treatment", "Sum", "Poly", "Helmert", "Diff", "bs", "cr", "cc", "te", "center", "standardize", "scale",
        "log", "log1p", "log10", "exp", "sqrt", "abs", "pow", "power", "sin", "cos", "square",
    };

    /// <summary>Whether the formula calls nothing but transformations of columns.</summary>
    public static bool IsPlain(string formula)
    {
        if (formula.Contains("__", StringComparison.Ordinal)) return false;
        for (var at = formula.IndexOf('(', StringComparison.Ordinal); at >= 0; at = formula.IndexOf('(', at + 1))
        {
            var before = formula.AsSpan(0, at).TrimEnd();
            var start = before.LastIndexOfAnyExcept(NameLetters) + 1;
            var name = before[start..];
            if (name.StartsWith("np.")) name = name[3..];
            if (!name.IsEmpty && !Transforms.Contains(name.ToString())) return false;
            if (before.EndsWith(")") || before.EndsWith("]")) return false;
        }

        return true;
    }
}

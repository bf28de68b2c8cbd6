using System.Globalization;
using System.Management.Automation;

namespace MlSecPol.Cmdlets;

/// <summary>Reads imports and facts of results: the objects themselves, or what is left of them after a job, a remote session or a file.</summary>
internal static class FactInput
{
    /// <summary>An import, or null when the object is none.</summary>
    internal static ModelImport? Import(PSObject input)
    {
        if (input.BaseObject is ModelImport live) return live;
        if (ResultInput.Text(input, nameof(ModelImport.Module)) is not { } module
            || ResultInput.Text(input, nameof(ModelImport.Name)) is not { } name
            || !Enum.TryParse<ImportVerdict>(ResultInput.Text(input, nameof(ModelImport.Verdict)), ignoreCase: true, out var verdict))
        {
            return null;
        }

        return new ModelImport
        {
            Module = module,
            Name = name,
            Verdict = verdict,
            Rule = ResultInput.Text(input, nameof(ModelImport.Rule)) ?? string.Empty,
            Uses = Texts(input, nameof(ModelImport.Uses)),
            Member = ResultInput.Text(input, nameof(ModelImport.Member)),
            Offset = Number(input, nameof(ModelImport.Offset)),
            Opcode = ResultInput.Text(input, nameof(ModelImport.Opcode)) ?? string.Empty,
            Protocol = (int)Number(input, nameof(ModelImport.Protocol)),
            IsDerived = ResultInput.Value(input, nameof(ModelImport.IsDerived)) is true,
        };
    }

    /// <summary>The facts of a file, or null when the object holds none.</summary>
    internal static ModelSummary? Summary(PSObject input)
    {
        if (input.BaseObject is ModelSummary live) return live;
        if (ResultInput.Text(input, nameof(ModelSummary.Format)) is not { } format) return null;
        return new ModelSummary
        {
            Format = format,
            Length = Number(input, nameof(ModelSummary.Length)),
            BytesRead = Number(input, nameof(ModelSummary.BytesRead)),
            Sha256 = ResultInput.Text(input, nameof(ModelSummary.Sha256)),
            TensorCount = Number(input, nameof(ModelSummary.TensorCount)),
            TensorBytes = Number(input, nameof(ModelSummary.TensorBytes)),
            Compression = Texts(input, nameof(ModelSummary.Compression)),
            Programs = [.. ResultInput.Items(input, nameof(ModelSummary.Programs)).Select(Program).OfType<ModelProgram>()],
            NotRead = Texts(input, nameof(ModelSummary.NotRead)),
        };
    }

    private static ModelProgram? Program(PSObject input) =>
        input.BaseObject is ModelProgram live ? live
        : input.Properties[nameof(ModelProgram.Streams)] is null ? null
        : new ModelProgram
        {
            Member = ResultInput.Text(input, nameof(ModelProgram.Member)),
            Streams = (int)Number(input, nameof(ModelProgram.Streams)),
            Protocol = (int)Number(input, nameof(ModelProgram.Protocol)),
            Listing = ResultInput.Text(input, nameof(ModelProgram.Listing)),
        };

    private static string[] Texts(PSObject input, string property) => [.. ResultInput.Items(input, property).Select(i => i.ToString())];

    private static long Number(PSObject input, string property) => ResultInput.Value(input, property) switch
    {
        long number => number,
        int number => number,
        string text when long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => number,
        _ => 0,
    };
}

using System.Text;
using System.Text.Json;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Markup;
using MlSecPol.Engine.Models.Repository.Code;

namespace MlSecPol.Engine.Models.Code;

/// <summary>
/// Reads a notebook: its Python as one text, as its kernel sees it, and its lines for a shell. Somebody starts the cells, so only what no honest notebook
/// does is a finding; outputs that reach for the kernel run by themselves.
/// </summary>
internal static class NotebookCodeReader
{
    private static readonly string[] ShellCells = ["%%bash", "%%sh", "%%script", "%%system", "%%cmd", "%%powershell"];
    private static readonly string[] ShellLines = ["%system ", "%sx ", "%%sx ", "%sc "];

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.Examine(ModelAspect.EmbeddedCode);
        if (SourceText.Read(content, member, "notebook", facts) is not { } bytes) return;
        var python = new StringBuilder();
        try
        {
            foreach (var page in NotebookReader.Pages(bytes)) PageReader.Judge(page, member, facts, isPart: true);
            foreach (var (cell, source) in NotebookReader.Cells(bytes))
            {
                facts.Token.ThrowIfCancellationRequested();
                Divide(source, cell, python, member, facts);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            facts.AddGap(CoverageGapKind.Malformed, member, 0, "The notebook is no sound JSON.");
        }

        PythonReader.ReadCells(Encoding.UTF8.GetBytes(python.ToString()), "cells", member, facts);
        if (bytes.AsSpan().IndexOf("notebook.kernel.execute("u8) is var at and >= 0)
            facts.Add(new ModelHazard(ModelAspect.EmbeddedCode, HazardEffect.ExecuteLater, "notebook:kernel", "kernel.execute", "An output or cell hands code to the kernel by script; viewers that trust the notebook run it.", member, at));
    }

    /// <summary>Parts a cell into Python and lines for the shell.</summary>
    private static void Divide(string source, int cell, StringBuilder python, string? member, FactsBuilder facts)
    {
        var isShell = ShellCells.Any(s => source.TrimStart().StartsWith(s, StringComparison.Ordinal));
        if (isShell && CommandJudge.Gain(source) is { } whole) Add(source, whole);
        foreach (var line in source.Split('\n'))
        {
            var trimmed = line.TrimStart();
            var command = isShell ? trimmed : trimmed.StartsWith('!') ? trimmed.TrimStart('!') : ShellLines.FirstOrDefault(s => trimmed.StartsWith(s, StringComparison.Ordinal)) is { } prefix ? trimmed[prefix.Length..] : null;
            if (command is not null)
            {
                if (CommandJudge.Gain(command) is { } gain) Add(command, gain);
            }
            else if (trimmed.StartsWith("%run http", StringComparison.Ordinal) || trimmed.StartsWith("%load http", StringComparison.Ordinal))
            {
                Add(trimmed, "fetches something and runs it at once");
            }
            else if (!trimmed.StartsWith('%'))
            {
                python.Append(line).Append('\n');
            }
        }

        python.Append('\n');

        void Add(string command, string gain)
        {
            var shown = command.Trim();
            facts.Add(new ModelHazard(
                ModelAspect.EmbeddedCode, HazardEffect.ExecuteLater, "notebook:command", $"cell {cell}", $"Cell {cell} starts a command that {gain}.", member, null, $"cell {cell}", ShortText.Of(shown)));
        }
    }
}

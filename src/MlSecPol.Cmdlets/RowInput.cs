using System.Collections;
using System.Globalization;
using System.Management.Automation;
using MlSecPol.Engine;

namespace MlSecPol.Cmdlets;

/// <summary>Hands rows of the pipeline to the engine, one by one.</summary>
internal sealed class RowInput(AuditRun run, string name) : IDisposable
{
    // Text, numbers and other values without properties of their own are rows of one column.
    private const string SingleColumn = "value";

    private readonly RowAudit _audit = run.OpenRows(name);

    /// <summary>Adds a row; what follows a limit is passed over.</summary>
    internal void Add(PSObject? row)
    {
        var rows = _audit.Rows;
        if (row is null || !rows.IsOpen) return;
        try
        {
            rows.BeginRow();
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }

        if (row.BaseObject is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary) rows.Add(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? string.Empty, Plain(entry.Value));
        }
        else if (row.BaseObject is string or ValueType)
        {
            rows.Add(SingleColumn, row.BaseObject);
        }
        else
        {
            foreach (var property in row.Properties) rows.Add(property.Name, ValueOf(property));
        }

        rows.EndRow();
    }

    /// <summary>Ends the rows and writes the results.</summary>
    internal void Complete() => run.Complete(_audit);

    /// <inheritdoc/>
    public void Dispose() => _audit.Dispose();

    private static object? ValueOf(PSPropertyInfo property)
    {
        try
        {
            return property.IsGettable ? Plain(property.Value) : null;
        }
        catch (GetValueException)
        {
            // A property that cannot be read now has no value.
            return null;
        }
    }

    private static object? Plain(object? value) => value is PSObject wrapped ? wrapped.BaseObject is PSCustomObject ? wrapped.ToString() : wrapped.BaseObject : value;
}

using MlSecPol.Engine.Datasets.Learning;

namespace MlSecPol.Engine.Datasets.Splits;

/// <summary>Takes the rows of a table one after the other, each as a whole.</summary>
internal interface IWholeRows
{
    /// <summary>Takes a row.</summary>
    /// <param name="cells">Its cells; valid until the call returns.</param>
    /// <param name="row">Its number, from 1.</param>
    /// <param name="columns">The columns known so far.</param>
    void Take(RowCells cells, long row, IReadOnlyList<ColumnAccumulator> columns);
}

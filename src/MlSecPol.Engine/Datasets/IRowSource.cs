using MlSecPol.Engine.Datasets.Text;

namespace MlSecPol.Engine.Datasets;

/// <summary>Gives the rows of a table in batches.</summary>
internal interface IRowSource
{
    /// <summary>Puts the next rows into a batch; called by one thread at a time, in order.</summary>
    /// <returns>False when no rows follow.</returns>
    bool TryFill(RowBatch batch);

    /// <summary>Looks at the rows of a batch as wholes; called once a batch, in order, while other threads look at its columns.</summary>
    void AddRows(RowBatch batch, CellUnescaper unescaper);
}

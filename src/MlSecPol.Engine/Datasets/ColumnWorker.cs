using MlSecPol.Engine.Datasets.Identifiers;
using MlSecPol.Engine.Datasets.Text;

namespace MlSecPol.Engine.Datasets;

/// <summary>What a thread needs to look at columns, and shares with no other.</summary>
/// <param name="Scanner">Finds identifiers.</param>
/// <param name="Unescaper">Undoes doubled quotes.</param>
internal sealed record ColumnWorker(IdentifierScanner Scanner, CellUnescaper Unescaper);

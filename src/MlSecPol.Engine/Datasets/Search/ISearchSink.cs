using MlSecPol.Engine.Datasets.Identifiers;
using MlSecPol.Engine.Datasets.Secrets;

namespace MlSecPol.Engine.Datasets.Search;

/// <summary>Hears of everything sensitive while a dataset is read.</summary>
internal interface ISearchSink : IIdentifierSink, ISignalSink;

namespace MlSecPol.Engine.Datasets.Privacy;

/// <summary>The risk where the population is known, from which the rows are.</summary>
/// <param name="Rows">Rows of the population.</param>
/// <param name="HighestRisk">Highest journalist risk: one by the size of the class in the population.</param>
/// <param name="AverageRisk">Average journalist risk of the rows.</param>
/// <param name="MarketerRisk">Share of rows that a marketer expects to match.</param>
/// <param name="RowsAtRisk">Rows whose risk is above the accepted one.</param>
/// <param name="NotFound">Rows that no row of the population matches; they count with their class in the data.</param>
public sealed record PopulationFacts(long Rows, double HighestRisk, double AverageRisk, double MarketerRisk, long RowsAtRisk, long NotFound);

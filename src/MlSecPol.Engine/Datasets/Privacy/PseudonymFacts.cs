namespace MlSecPol.Engine.Datasets.Privacy;

/// <summary>What a dictionary found out about a column of hashes.</summary>
/// <param name="Column">The column.</param>
/// <param name="Algorithm">The hash that gives values of this length.</param>
/// <param name="Hashes">Different hashes that were looked up.</param>
/// <param name="Found">Those that the dictionary has.</param>
/// <param name="Rows">Rows with one of these.</param>
/// <param name="Origin">What gave the first match: <c>column 'mail'</c>, <c>whole numbers</c> or <c>dates</c>; null without any.</param>
/// <param name="Guesses">Texts that were hashed.</param>
public sealed record PseudonymFacts(string Column, string Algorithm, int Hashes, int Found, long Rows, string? Origin, long Guesses);

namespace MlSecPol.Engine.Tests.Corpus;

/// <summary>One labelled file of the corpus: hostile ones must fail, clean ones must not show anything above Info.</summary>
internal sealed record CorpusCase(string Name, string FileName, byte[] Content, bool IsHostile);

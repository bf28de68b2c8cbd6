namespace MlSecPol.Engine.Datasets.Formats.NumPy;

/// <summary>One column of an array: where its values stand in an element and how they are written.</summary>
/// <param name="Name">The name of the column.</param>
/// <param name="Offset">Bytes before it in a row.</param>
/// <param name="Kind">The letter of its type, as NumPy's array protocol names it.</param>
/// <param name="Width">Bytes of one value.</param>
/// <param name="IsBigEndian">Whether the high byte stands first.</param>
/// <param name="Unit">The unit of a date or duration, for example <c>ns</c>; empty for others.</param>
/// <param name="Multiple">How many units one step of a date or duration is.</param>
internal sealed record NumPyField(string Name, long Offset, char Kind, int Width, bool IsBigEndian, string Unit = "", int Multiple = 1);

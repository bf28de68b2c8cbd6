using System.Text.Json.Serialization;

namespace MlSecPol.Engine.Tests.Proof.Differential;

/// <summary>What CPython did with one program, as unpickler.py tells it.</summary>
/// <param name="Events">Imports (written and mapped name), calls (callee and arguments), changes and persistent ids, in order.</param>
/// <param name="Error">Why the unpickler refused; null when it did not.</param>
/// <param name="End">The byte behind STOP; null when it was not reached.</param>
/// <param name="Instructions">Offset, name and, where it is simple, argument of each instruction that the disassembler sees.</param>
/// <param name="Refusal">Why the disassembler stopped early; null when it did not.</param>
internal sealed record UnpicklerRun(
    [property: JsonPropertyName("events")] IReadOnlyList<IReadOnlyList<string>> Events,
    [property: JsonPropertyName("error")] string? Error,
    [property: JsonPropertyName("end")] long? End,
    [property: JsonPropertyName("instructions")] IReadOnlyList<IReadOnlyList<object?>> Instructions,
    [property: JsonPropertyName("refusal")] string? Refusal);

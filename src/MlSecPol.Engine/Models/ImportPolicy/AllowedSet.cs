namespace MlSecPol.Engine.Models.ImportPolicy;

/// <summary>Things that a framework's own pickles import.</summary>
/// <param name="Framework">The framework, as it stands in rules.</param>
/// <param name="Names">Exact full names.</param>
/// <param name="Packages">Packages whose classes are allowed: a name without dots that begins with a capital letter.</param>
/// <param name="Functions">Functions of these packages that are allowed as well, by the beginning of their names.</param>
/// <param name="Endings">Classes of these packages that are allowed as well, by the end of their names.</param>
/// <param name="Constants">Modules whose names in capitals are constants, members of enumerations that are pickled by name.</param>
/// <param name="Except">Parts of these packages that are not meant.</param>
/// <param name="Arguments">How arguments decide.</param>
internal sealed record AllowedSet(
    string Framework,
    IReadOnlyList<string> Names,
    IReadOnlyList<string> Packages,
    IReadOnlyList<string> Functions,
    IReadOnlyList<string> Endings,
    IReadOnlyList<string> Constants,
    IReadOnlyList<string> Except,
    ArgumentRule Arguments);

using MlSecPol.Engine.Models.Repository.Cards;

namespace MlSecPol.Engine.Models.Repository.Licences;

/// <summary>Finds the licences of a model folder: what the card names, and which known text a licence file holds.</summary>
internal static class LicenceReader
{
    private const int DecidingCharacters = 40_000;

    private static readonly string[] FileNames = ["LICENSE", "LICENCE", "COPYING", "UNLICENSE"];

    // Phrases that all stand in the text of the licence, in the order of preference; blanks and case do not matter.
    private static readonly (string Licence, string[] Phrases)[] Texts =
    [
        ("Apache-2.0", ["apache license version 2.0, january 2004"]),
        ("AGPL-3.0-only", ["gnu affero general public license version 3"]),
        ("LGPL-3.0-only", ["gnu lesser general public license version 3"]),
        ("LGPL-2.1-only", ["gnu lesser general public license version 2.1"]),
        ("GPL-3.0-only", ["gnu general public license version 3"]),
        ("GPL-2.0-only", ["gnu general public license version 2"]),
        ("MPL-2.0", ["mozilla public license version 2.0"]),
        ("CC0-1.0", ["cc0 1.0 universal"]),
        ("CC-BY-NC-SA-4.0", ["attribution-noncommercial-sharealike 4.0 international"]),
        ("CC-BY-NC-ND-4.0", ["attribution-noncommercial-noderivatives 4.0 international"]),
        ("CC-BY-NC-4.0", ["attribution-noncommercial 4.0 international"]),
        ("CC-BY-SA-4.0", ["attribution-sharealike 4.0 international"]),
        ("CC-BY-4.0", ["attribution 4.0 international"]),
        ("Unlicense", ["this is free and unencumbered software released into the public domain"]),
        ("BSD-3-Clause", ["redistribution and use in source and binary forms", "neither the name"]),
        ("BSD-2-Clause", ["redistribution and use in source and binary forms"]),
        ("ISC", ["permission to use, copy, modify, and/or distribute this software for any purpose with or without fee"]),
        ("MIT", ["permission is hereby granted, free of charge", "without restriction", "the above copyright notice and this permission notice"]),
        ("llama3.1", ["llama 3.1 community license agreement"]),
        ("llama3", ["meta llama 3 community license agreement"]),
        ("llama2", ["llama 2 community license agreement"]),
        ("gemma", ["gemma terms of use"]),
        ("openrail", ["responsible ai license"]),
    ];

    /// <summary>Adds what is stated.</summary>
    internal static void Read(ModelCard? card, RepositoryBuilder facts)
    {
        foreach (var value in card?.Values("license") ?? [])
        {
            // The hub writes 'other' and puts the name beside it.
            var name = value.Equals("other", StringComparison.OrdinalIgnoreCase) && card!.Values("license_name") is [var own, ..] ? own : value;
            facts.Licences.Add(new LicenceStatement(name.Length is > 0 and < 200 && !IsUnknown(name) ? name : null, card!.Path, IsText: false));
        }

        foreach (var file in facts.Files.Where(f => !f.Path.Contains('/', StringComparison.Ordinal) && FileNames.Contains(Path.GetFileNameWithoutExtension(f.Name).ToUpperInvariant())))
        {
            if (facts.Text(file, RepositoryAspect.Licences) is { } text) facts.Licences.Add(new LicenceStatement(Recognise(text), file.Path, IsText: true));
        }
    }

    private static bool IsUnknown(string name) => name.ToLowerInvariant() is "other" or "unknown" or "none" or "n/a" or "-";

    private static string? Recognise(string text)
    {
        var plain = string.Join(' ', text[..Math.Min(text.Length, DecidingCharacters)].ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return Texts.FirstOrDefault(t => t.Phrases.All(p => plain.Contains(p, StringComparison.Ordinal))).Licence;
    }
}

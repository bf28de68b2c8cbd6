namespace MlSecPol.Benchmarks.Inputs;

/// <summary>Small pickles as a fitted estimator leaves them: one object, a state of named lists of numbers. Every hundredth calls something dangerous, inertly.</summary>
internal static class PickleCorpus
{
    private const int Lists = 8;
    private const int NumbersPerList = 66;
    private const int HostileEvery = 100;

    /// <summary>Writes the files.</summary>
    /// <returns>The sum of their sizes in bytes.</returns>
    internal static long Write(string folder, int count)
    {
        var random = new Random(20260101);
        var total = 0L;
        for (var i = 0; i < count; i++)
        {
            var pickle = Create(random, isHostile: i % HostileEvery == HostileEvery - 1);
            File.WriteAllBytes(Path.Combine(folder, $"{i:D4}.pkl"), pickle);
            total += pickle.Length;
        }

        return total;
    }

    /// <summary>One pickle of about 5 KB.</summary>
    internal static byte[] Create(Random random, bool isHostile)
    {
        var writer = new PickleWriter(protocol: 4).StackGlobal("sklearn.linear_model._base", "LinearRegression").Codes(")").NewObject().Memoize().Codes("}").Memoize().Codes("(");
        for (var list = 0; list < Lists; list++)
        {
            writer.Text($"coefficients_{list}_").Memoize().Codes("]").Memoize().Codes("(");
            for (var i = 0; i < NumbersPerList; i++) writer.Number(random.NextDouble());
            writer.Codes("e");
        }

        if (isHostile) writer.Text("fitted_").Memoize().StackGlobal("os", "system").Text("echo inert").Memoize().Codes("\x85").Memoize().Codes("R").Memoize();
        return writer.Codes("ub").Stop();
    }
}

using MlSecPol.Engine.Models;
using MlSecPol.Engine.Models.TensorFlow;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Graphs;

/// <summary>What the name of an operation that nobody publishes says of it.</summary>
public class TellingNamesTests
{
    [Theory]
    [InlineData("ShellExec")]
    [InlineData("RunShell")]
    [InlineData("run_shell_v2")]
    [InlineData("TFPyFunc")]
    [InlineData("PyFuncV2")]
    [InlineData("MyPythonOp")]
    [InlineData("PyOp")]
    [InlineData("SystemCommand")]
    [InlineData("System")]
    [InlineData("Eval")]
    [InlineData("HTTPGet")]
    [InlineData("RunScript")]
    [InlineData("DownloadFile")]
    public void Some_names_say_that_something_is_run(string name) => Assert.Equal(HazardEffect.Execute, OperationRegistry.Current.FindTelling(name));

    [Theory]
    [InlineData("UnicodeScriptOfText")]
    [InlineData("TranscriptDecoder")]
    [InlineData("SubscriptGather")]
    [InlineData("EvalPolynomial")]
    [InlineData("RetrievalHead")]
    [InlineData("SolveLinearSystem")]
    [InlineData("CommandClassifier")]
    [InlineData("Eggshell")]
    [InlineData("Profile")]
    [InlineData("S3FDPriorBox")]
    [InlineData("ExecutorchQuantise")]
    public void Words_with_a_plain_sense_say_nothing(string name) => Assert.Null(OperationRegistry.Current.FindTelling(name));

    [Theory]
    [InlineData("ParquetDataset", HazardEffect.ReadFile)]
    [InlineData("KafkaConsumer", HazardEffect.Network)]
    [InlineData("WriteFile", HazardEffect.WriteFile)]
    [InlineData("FileRead", HazardEffect.ReadFile)]
    public void Sources_of_data_reach_files_and_servers(string name, HazardEffect effect) => Assert.Equal(effect, OperationRegistry.Current.FindTelling(name));
}

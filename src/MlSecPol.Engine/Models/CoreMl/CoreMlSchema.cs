using MlSecPol.Engine.Models.Protobuf;

namespace MlSecPol.Engine.Models.CoreMl;

/// <summary>The messages of Core ML models that lead to code or to other files. Parameters are skipped.</summary>
internal static class CoreMlSchema
{
    internal static ProtoMessage Model => Schema["Model"];

    private static ProtoSchema Schema { get; } = new(
        """
        Model
          1 specificationVersion int
          2 description ModelDescription
          10 isUpdatable int
          200 pipelineClassifier PipelineOf
          201 pipelineRegressor PipelineOf
          202 pipeline Pipeline
          300 glmRegressor blob
          301 supportVectorRegressor blob
          302 treeEnsembleRegressor blob
          303 neuralNetworkRegressor NeuralNetwork
          304 bayesianProbitRegressor blob
          400 glmClassifier blob
          401 supportVectorClassifier blob
          402 treeEnsembleClassifier blob
          403 neuralNetworkClassifier NeuralNetwork
          404 kNearestNeighborsClassifier blob
          500 neuralNetwork NeuralNetwork
          501 itemSimilarityRecommender blob
          502 mlProgram Program
          555 customModel CustomModel
          556 linkedModel LinkedModel
          560 classConfidenceThresholding blob
          600 oneHotEncoder blob
          601 imputer blob
          602 featureVectorizer blob
          603 dictVectorizer blob
          604 scaler blob
          606 categoricalMapping blob
          607 normalizer blob
          609 arrayFeatureExtractor blob
          610 nonMaximumSuppression blob
          900 identity blob
          2000 textClassifier blob
          2001 wordTagger blob
          2002 visionFeaturePrint blob
          2003 soundAnalysisPreprocessing blob
          2004 gazetteer blob
          2005 wordEmbedding blob
          2006 audioFeaturePrint blob
          3000 serializedModel SerializedModel
        ModelDescription
          1 input blob*
          10 output blob*
          11 predictedFeatureName text
          12 predictedProbabilitiesName text
          13 state blob*
          20 functions blob*
          21 defaultFunctionName text
          50 trainingInput blob*
          100 metadata Metadata
        Metadata
          1 shortDescription text
          2 versionString text
          3 author text
          4 license text
          100 userDefined UserEntry*
        UserEntry
          1 key text
          2 value text
        PipelineOf
          1 pipeline Pipeline
        Pipeline
          1 models Model*
          2 names text*
        NeuralNetwork
          1 layers Layer*
          2 preprocessing blob*
          5 arrayInputShapeMapping int
          6 imageInputShapeMapping int
          10 updateParams blob
          100 stringClassLabels blob
          101 int64ClassLabels blob
          200 labelProbabilityLayerName text
        Layer
          1 name text
          2 input blob*
          3 output blob*
          500 custom CustomLayer
          605 branch Branch
          615 loop Loop
        Branch
          1 ifBranch NeuralNetwork
          2 elseBranch NeuralNetwork
        Loop
          1 maxLoopIterations int
          2 conditionVar text
          3 conditionNetwork NeuralNetwork
          4 bodyNetwork NeuralNetwork
        CustomLayer
          10 className text
          20 weights blob*
          30 parameters blob*
          40 description blob
        CustomModel
          10 className text
          30 parameters blob*
          40 description blob
        LinkedModel
          1 linkedModelFile LinkedModelFile
        LinkedModelFile
          1 linkedModelFileName StringParameter
          2 linkedModelSearchPath StringParameter
        StringParameter
          1 defaultValue text
        SerializedModel
          1 identifier text
          2 model blob
        Program
          1 version int
          2 functions FunctionEntry*
          3 docString blob
          4 attributes ValueEntry*
        FunctionEntry
          1 key text
          2 value Function
        Function
          1 inputs blob*
          2 opset text
          3 block_specializations BlockEntry*
          4 attributes ValueEntry*
        BlockEntry
          1 key text
          2 value Block
        Block
          1 inputs blob*
          2 outputs blob*
          3 operations Operation*
          4 attributes ValueEntry*
        Operation
          1 type text
          2 inputs ArgumentEntry*
          3 outputs blob*
          4 blocks Block*
          5 attributes ValueEntry*
        ArgumentEntry
          1 key text
          2 value Argument
        Argument
          1 arguments Binding*
        Binding
          1 name text
          2 value Value
        ValueEntry
          1 key text
          2 value Value
        Value
          1 docString blob
          2 type blob
          3 immediateValue blob
          5 blobFileValue BlobFile
        BlobFile
          1 fileName text
          2 offset int
        """);
}

using System.Buffers.Binary;
using System.Text;

namespace MlSecPol.Engine.Tests.Corpus.Objects;

/// <summary>Writes small models of trees; what is passed in replaces an honest claim.</summary>
internal static class TreeWriter
{
    public static byte[] XGBoostJson(string left = "[1,-1,-1]", string right = "[2,-1,-1]", string splits = "[0,0,0]", string features = "4", string nodes = "3", string trees = "1", string info = "[0]",
        string categories = "[]", string owners = "[]", string segments = "[]", string sizes = "[]", string extra = "") => Encoding.UTF8.GetBytes(
        $$$"""
        {"learner":{"attributes":{},"feature_names":[],"feature_types":[],"gradient_booster":{"model":{"gbtree_model_param":{"num_parallel_tree":"1","num_trees":"{{{trees}}}","size_leaf_vector":"0"},
        "tree_info":{{{info}}},"trees":[{"base_weights":[0.0,1E0,-1E0],"categories":{{{categories}}},"categories_nodes":{{{owners}}},"categories_segments":{{{segments}}},"categories_sizes":{{{sizes}}},
        "default_left":[1,0,0],"id":0,"left_children":{{{left}}},"loss_changes":[1,0,0],"parents":[2147483647,0,0],"right_children":{{{right}}},"split_conditions":[0.5,0.1,0.2],
        "split_indices":{{{splits}}},"split_type":[0,0,0],"sum_hessian":[1,1,1],"tree_param":{"num_deleted":"0","num_feature":"{{{features}}}","num_nodes":"{{{nodes}}}","size_leaf_vector":"0"}}]},"name":"gbtree"},
        "learner_model_param":{"base_score":"5E-1","num_class":"0","num_feature":"{{{features}}}","num_target":"1"},"objective":{"name":"reg:squarederror"}{{{extra}}}},"version":[1,7,4]}
        """);

    public static byte[] XGBoostUniversal(byte[]? left = null, byte[]? right = null, byte[]? conditions = null, string trees = "1", string features = "4") => PackWriter.Object(
        ("learner", PackWriter.Object(
            ("gradient_booster", PackWriter.Object(("model", PackWriter.Object(
                ("gbtree_model_param", PackWriter.Object(("num_trees", PackWriter.String(trees)))),
                ("tree_info", PackWriter.Integers(null, 0)),
                ("trees", PackWriter.List(PackWriter.Object(
                    ("left_children", left ?? PackWriter.Integers(null, 1, -1, -1)),
                    ("right_children", right ?? PackWriter.Integers(null, 2, -1, -1)),
                    ("split_indices", PackWriter.Integers(null, 0, 0, 0)),
                    ("split_conditions", conditions ?? PackWriter.Floats(3)),
                    ("tree_param", PackWriter.Object(("num_nodes", PackWriter.String("3"))))))))))),
            ("learner_model_param", PackWriter.Object(("num_feature", PackWriter.String(features)))))),
        ("version", PackWriter.Integers(null, 1, 7, 4)));

    public static byte[] XGBoostBinary(int features = 4, int trees = 1, int nodes = 3, int leftOfRoot = 1, int rightOfRoot = 2, uint split = 1, long nameLength = 6, string booster = "gbtree")
    {
        var file = new List<byte>(Encoding.ASCII.GetBytes("binf"));
        file.AddRange(Words(136, 0x3F000000, features));
        file.AddRange(Prefixed("linear", nameLength));
        file.AddRange(Prefixed(booster));
        file.AddRange(Words(160, trees, 1));
        file.AddRange(Words(148, 1, nodes, 0, 0, features));
        file.AddRange(Words(20, -1, leftOfRoot, rightOfRoot, unchecked((int)split), 0));
        file.AddRange(Words(20, 0, -1, -1, 0, 0));
        file.AddRange(Words(20, 0, -1, -1, 0, 0));
        file.AddRange(new byte[3 * 16]);
        file.AddRange(Words(4, 0));
        return [.. file];
    }

    public static byte[] LightGbm(string leaves = "3", string left = "1 -1", string right = "-2 -3", string splits = "0 1", string values = "0.1 0.2 0.3", string features = "1", string? sizes = null,
        string categories = "num_cat=0", string end = "end of trees\n\nfeature_importances:\na=1\nb=1\n", string head = "")
    {
        var tree = $"Tree=0\nnum_leaves={leaves}\n{categories}\nsplit_feature={splits}\nsplit_gain=1 1\nthreshold=0.5 0.6\ndecision_type=2 2\nleft_child={left}\nright_child={right}\nleaf_value={values}\nshrinkage=0.1\n\n\n";
        return Encoding.UTF8.GetBytes(
            $"tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nlabel_index=0\nmax_feature_idx={features}\nobjective=regression\nfeature_names=a b\nfeature_infos=[0:1] [0:1]\n{head}tree_sizes={sizes ?? tree.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)}\n\n{tree}{end}");
    }

    /// <summary>The core: root table at 20 with its trees at 40, four lists behind.</summary>
    public static byte[] CatBoost(int? coreSize = null, int treeSize = 2, int start = 0, int splitCount = 2, int root = 16)
    {
        var core = new byte[140];
        void Put(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(core.AsSpan(at), value);
        void Half(int at, int value) => BinaryPrimitives.WriteInt16LittleEndian(core.AsSpan(at), (short)value);
        Put(0, root);
        Half(4, 8);
        Half(6, 8);
        Half(8, 0);
        Half(10, 4);
        Put(16, 12);
        Put(20, 40);
        Half(28, 22);
        Half(30, 40);
        Half(32, 4);
        Half(34, 8);
        Half(36, 12);
        Half(38, 16);
        Half(48, 24);
        Put(60, 32);
        Put(68, 100 - 68);
        Put(72, 112 - 72);
        Put(76, 120 - 76);
        Put(100, splitCount);
        Put(112, 1);
        Put(116, treeSize);
        Put(120, 1);
        Put(124, start);
        return [.. "CBM1"u8, .. BitConverter.GetBytes(coreSize ?? core.Length), .. core];
    }

    private static byte[] Words(int length, params int[] words)
    {
        var bytes = new byte[length];
        for (var i = 0; i < words.Length; i++) BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * 4), words[i]);
        return bytes;
    }

    private static byte[] Prefixed(string text, long? length = null) => [.. BitConverter.GetBytes(length ?? text.Length), .. Encoding.ASCII.GetBytes(text)];
}

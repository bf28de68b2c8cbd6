using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Java;

/// <summary>Judges class names of a Java stream: families whose reading runs code, plain data of the platform, and all others.</summary>
internal sealed class JavaClassJudge(HazardList hazards)
{

    // Classes that turn the reading of data into calls of methods chosen by the data, and what such calls are aimed at.
    private static readonly string[] Gadgets =
    [
        "org.apache.commons.collections.functors.", "org.apache.commons.collections4.functors.", "org.apache.commons.collections.map.LazyMap", "org.apache.commons.collections4.map.LazyMap",
        "org.apache.commons.collections.keyvalue.TiedMapEntry", "org.apache.commons.collections4.keyvalue.TiedMapEntry", "org.apache.commons.collections4.comparators.TransformingComparator",
        "org.apache.commons.collections.comparators.TransformingComparator", "org.apache.commons.beanutils.BeanComparator", "org.codehaus.groovy.runtime.", "groovy.lang.", "org.springframework.aop.",
        "org.springframework.beans.factory.", "org.springframework.core.SerializableTypeWrapper", "org.springframework.transaction.jta.", "com.sun.org.apache.xalan.", "org.apache.xalan.",
        "com.sun.rowset.JdbcRowSetImpl", "com.mchange.v2.c3p0.", "bsh.", "clojure.", "org.mozilla.javascript.", "org.python.core.", "org.hibernate.", "org.jboss.", "org.apache.wicket.",
        "org.apache.click.control.", "org.apache.myfaces.", "com.vaadin.", "net.sf.json.", "com.rometools.rome.feed.impl.", "com.sun.syndication.feed.impl.", "org.apache.commons.fileupload.disk.",
        "sun.reflect.annotation.AnnotationInvocationHandler", "javax.management.BadAttributeValueExpException", "javax.script.", "java.lang.Runtime", "java.lang.ProcessBuilder", "java.lang.ProcessImpl",
        "java.lang.reflect.Proxy", "java.lang.reflect.Method", "java.rmi.", "sun.rmi.", "javax.naming.", "java.beans.EventHandler", "java.security.SignedObject", "org.aspectj.weaver.", "scala.sys.process.",
        "javax.imageio.", "org.apache.logging.log4j.core.", "com.caucho.", "org.apache.tomcat.dbcp.", "org.apache.commons.dbcp", "com.zaxxer.hikari.", "ysoserial.",
    ];

    private static readonly string[] Connecting = ["java.net.URL", "java.net.InetAddress", "java.net.Inet4Address", "java.net.Socket", "java.net.URLClassLoader"];

    private static readonly string[] Plain =
    [
        "java.lang.Boolean", "java.lang.Byte", "java.lang.Character", "java.lang.Double", "java.lang.Enum", "java.lang.Float", "java.lang.Integer", "java.lang.Long", "java.lang.Number", "java.lang.Object",
        "java.lang.Short", "java.lang.String", "java.lang.StringBuffer", "java.lang.StringBuilder", "java.lang.Class", "java.math.", "java.util.", "java.time.", "java.text.", "java.sql.Date", "java.sql.Time",
        "java.awt.Color", "java.awt.Point", "java.awt.Dimension", "java.io.File",
    ];

    // Data-science libraries whose models are kept this way, WEKA first of all.
    private static readonly string[] Frameworks =
    [
        "weka.", "hex.genmodel.", "ml.dmlc.xgboost4j.", "org.apache.spark.ml.", "org.apache.spark.mllib.", "org.nd4j.", "org.deeplearning4j.", "smile.", "moa.", "meka.", "opennlp.", "edu.stanford.nlp.",
        "cc.mallet.", "org.encog.", "com.rapidminer.", "org.tribuo.", "com.oracle.labs.mlrg.olcut.", "libsvm.", "de.bwaldvogel.liblinear.", "net.sf.javaml.", "jhplot.", "no.uib.cipr.matrix.", "org.apache.mahout.",
        "gnu.trove.", "it.unimi.dsi.fastutil.", "org.jblas.", "breeze.", "scala.collection.", "scala.Tuple", "scala.Some", "scala.None", "scala.math.", "scala.runtime.",
    ];

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    internal void Judge(string name, long offset)
    {
        name = Element(name);
        if (name.Length == 0 || !_seen.Add(name)) return;
        hazards.Name(ModelAspect.ObjectGraph, name, null);
        if (Begins(Connecting, name))
            Add(HazardEffect.Network, "java:network", name, $"Reading the stream restores {ShortText.Of(name)}, which looks up a host when its hash is taken.", offset);
        else if (Begins(Gadgets, name))
            Add(HazardEffect.Execute, "java:gadget", name, $"Reading the stream restores {ShortText.Of(name)}, of a family by which published attacks run code while Java reads.", offset);
        else if (!Begins(Plain, name) && !Begins(Frameworks, name))
            Add(HazardEffect.Opaque, "java:class", name, $"Reading the stream runs the reading methods of {ShortText.Of(name)}, of which nothing is known.", offset, name);
    }

    internal void Proxy(long offset) => Add(
        HazardEffect.Execute, "java:proxy", "dynamic proxy", "Reading the stream restores a dynamic proxy, which hands every call to a handler of the file's choice.", offset);

    /// <summary>The class inside of an array's name; nothing for arrays of numbers.</summary>
    private static string Element(string name)
    {
        var element = name.TrimStart('[');
        if (element.Length == name.Length) return name;
        return element.StartsWith('L') && element.EndsWith(';') ? element[1..^1] : string.Empty;
    }

    private static bool Begins(string[] families, string name) => Array.Exists(families, f => name.StartsWith(f, StringComparison.Ordinal));

    private void Add(HazardEffect effect, string rule, string subject, string detail, long offset, string? import = null) =>
        hazards.Add(ModelAspect.ObjectGraph, effect, rule, ShortText.Of(subject), detail, offset, import: import);
}

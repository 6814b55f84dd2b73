package dev.weir.quality.evaluation;

import java.util.List;
import java.util.Map;
import scala.Option;
import scala.Predef;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Between Java's collections and those of Scala, which Spark and Deequ speak. */
public final class ScalaCollections {

    private ScalaCollections() {}

    public static <T> Seq<T> seq(List<? extends T> list) {
        return JavaConverters.<T>asScalaBuffer(List.copyOf(list)).toSeq();
    }

    public static <T> List<T> list(Seq<T> seq) {
        return List.copyOf(JavaConverters.seqAsJavaList(seq));
    }

    public static <K, V> scala.collection.immutable.Map<K, V> map(Map<K, V> map) {
        return JavaConverters.mapAsScalaMap(map).toMap(Predef.<Tuple2<K, V>>$conforms());
    }

    public static <T> scala.collection.immutable.List<T> emptyList() {
        return JavaConverters.<T>asScalaBuffer(List.of()).toList();
    }

    public static <T> Option<T> none() {
        return Option.empty();
    }
}

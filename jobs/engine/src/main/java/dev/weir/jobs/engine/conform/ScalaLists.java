package dev.weir.jobs.engine.conform;

import java.util.List;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Lists as Catalyst takes and gives them. */
final class ScalaLists {

    private ScalaLists() {}

    static <T> List<T> java(Seq<T> sequence) {
        return JavaConverters.seqAsJavaList(sequence);
    }

    static <T> Seq<T> scala(List<? extends T> list) {
        return JavaConverters.<T>asScalaBuffer(List.copyOf(list)).toSeq();
    }
}

package dev.weir.quality.evaluation;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.codegen.Block;
import scala.StringContext;
import scala.collection.JavaConverters;

/** Java source of an expression, with places for what Spark names: as Scala's interpolator {@code code"…"}. */
public final class JavaTemplate {

    private final List<String> parts;

    private JavaTemplate(List<String> parts) {
        this.parts = parts;
    }

    /** @param parts what stands before, between and behind the places */
    public static JavaTemplate of(String... parts) {
        return new JavaTemplate(List.of(parts));
    }

    /** @param places one fewer than there are parts */
    public Block with(Object... places) {
        return new Block.BlockHelper(
                        new StringContext(JavaConverters.asScalaBuffer(parts).toSeq()))
                .code(JavaConverters.asScalaBuffer(List.of(places)).toSeq());
    }
}

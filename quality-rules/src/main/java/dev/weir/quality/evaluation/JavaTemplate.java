package dev.weir.quality.evaluation;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.codegen.Block;
import scala.StringContext;

/**
 * Java source of an expression, with places for what Spark names: as Scala's interpolator {@code code"…"}.
 *
 * @param parts what stands before, between and behind the places
 */
public record JavaTemplate(List<String> parts) {

    public static JavaTemplate of(String... parts) {
        return new JavaTemplate(List.of(parts));
    }

    /** @param places one fewer than there are parts */
    public Block with(Object... places) {
        return new Block.BlockHelper(new StringContext(ScalaCollections.seq(parts)))
                .code(ScalaCollections.seq(List.of(places)));
    }
}

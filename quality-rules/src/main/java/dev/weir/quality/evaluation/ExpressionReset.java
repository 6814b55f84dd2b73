package dev.weir.quality.evaluation;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapBuilder;
import scala.collection.JavaConverters;

/**
 * What is left of an expression that has failed on a row. Spark's functions of maps build in one place for all rows: where a key
 * cannot be put in, those before it stay there, and would be found in the next row's map.
 */
public final class ExpressionReset {

    private ExpressionReset() {}

    /**
     * Java source that makes an expression as it was before its first row.
     *
     * @param before how many references the generated code had before that of the expression was
     */
    public static String undone(CodegenContext context, int before) {
        List<Object> references = JavaConverters.seqAsJavaList(context.references());
        StringBuilder source = new StringBuilder();
        for (int i = before; i < references.size(); i++) {
            String reference = "references[" + i + "]";
            if (references.get(i) instanceof ArrayBasedMapBuilder) {
                source.append("((" + ArrayBasedMapBuilder.class.getName() + ") " + reference + ").build();\n");
            } else if (references.get(i) instanceof Expression) {
                source.append(reference + " = ((" + Expression.class.getName() + ") " + reference + ").clone();\n");
            }
        }
        return source.toString();
    }
}

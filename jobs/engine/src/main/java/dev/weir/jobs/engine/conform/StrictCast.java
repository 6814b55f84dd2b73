package dev.weir.jobs.engine.conform;

import dev.weir.jobs.engine.read.StrictText;
import dev.weir.jobs.engine.read.value.InvalidValueError;
import dev.weir.jobs.engine.read.value.ValueType;
import dev.weir.quality.evaluation.JavaTemplate;
import dev.weir.quality.evaluation.OneOperand;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.codegen.Block;
import org.apache.spark.sql.catalyst.expressions.codegen.CodeGenerator;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import scala.collection.IndexedSeq;

/**
 * A text read by {@link StrictText}; NULL of NULL. It throws {@link InvalidValueError}, which {@link CastOutcome} catches, and
 * is never evaluated before there are rows.
 */
final class StrictCast extends OneOperand {

    private static final long serialVersionUID = 1L;

    private final ValueType type;
    private final DataType dataType;
    private transient @Nullable StrictText reader;

    /** @param dataType of the value; may be narrower than that of the type */
    StrictCast(Expression text, ValueType type, DataType dataType) {
        super(text, type, dataType);
        this.type = type;
        this.dataType = dataType;
    }

    @Override
    public DataType dataType() {
        return dataType;
    }

    @Override
    public boolean nullable() {
        return operand().nullable();
    }

    @Override
    public @Nullable Object eval(InternalRow row) {
        Object value = operand().eval(row);
        if (value == null) {
            return null;
        }
        if (reader == null) {
            reader = new StrictText(type);
        }
        return reader.read((UTF8String) value).get(0, dataType);
    }

    @Override
    public ExprCode doGenCode(CodegenContext context, ExprCode own) {
        String known = context.addReferenceObj("type", type, ValueType.class.getName());
        String strict = context.addMutableState(
                StrictText.class.getName(),
                "strict",
                name -> name + " = new " + StrictText.class.getName() + "(" + known + ");",
                false,
                true);
        ExprCode read = operand().genCode(context);
        Block block = JavaTemplate.of(
                        "",
                        "\nboolean ",
                        " = ",
                        ";\n" + CodeGenerator.javaType(dataType) + " ",
                        " = " + CodeGenerator.defaultValue(dataType, false) + ";\nif (!",
                        ") {\n",
                        " = ",
                        ";\n}\n")
                .with(
                        read.code(),
                        own.isNull(),
                        read.isNull(),
                        own.value(),
                        own.isNull(),
                        own.value(),
                        CodeGenerator.getValue(strict + ".read(" + read.value() + ")", dataType, "0"));
        return own.copy(block, own.isNull(), own.value());
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> others) {
        return new StrictCast(others.head(), type, dataType);
    }

    /** Spark's own looks for a public constructor. */
    @Override
    public Expression clone() {
        return new StrictCast(operand().clone(), type, dataType);
    }
}

package dev.weir.jobs.spark.conform;

import static java.util.Objects.requireNonNull;

import dev.weir.jobs.spark.read.NoValue;
import dev.weir.jobs.spark.read.StrictText;
import dev.weir.jobs.spark.read.ValueType;
import dev.weir.quality.evaluation.JavaTemplate;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
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
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * A text read by {@link StrictText}; NULL of NULL. It throws {@link NoValue}, which {@link CastOutcome} catches, and
 * is never evaluated before there are rows.
 */
final class StrictCast extends Expression implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Expression text;
    private final ValueType type;
    private final DataType dataType;
    private transient @Nullable StrictText reader;

    /** @param dataType of the value; may be narrower than that of the type */
    StrictCast(Expression text, ValueType type, DataType dataType) {
        this.text = requireNonNull(text, "text");
        this.type = requireNonNull(type, "type");
        this.dataType = requireNonNull(dataType, "dataType");
    }

    @Override
    public Seq<Expression> children() {
        return ScalaLists.scala(List.of(text));
    }

    @Override
    public DataType dataType() {
        return dataType;
    }

    @Override
    public boolean nullable() {
        return text.nullable();
    }

    @Override
    public boolean foldable() {
        return false;
    }

    @Override
    public @Nullable Object eval(InternalRow row) {
        Object value = text.eval(row);
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
        ExprCode read = text.genCode(context);
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
        return new StrictCast(text.clone(), type, dataType);
    }

    @Override
    public int productArity() {
        return 3;
    }

    @Override
    public Object productElement(int place) {
        return switch (place) {
            case 0 -> text;
            case 1 -> type;
            case 2 -> dataType;
            default -> throw new IndexOutOfBoundsException(place);
        };
    }

    @Override
    public Iterator<Object> productIterator() {
        return JavaConverters.asScalaIterator(
                List.<Object>of(text, type, dataType).iterator());
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof StrictCast;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StrictCast cast
                && text.equals(cast.text)
                && type.equals(cast.type)
                && dataType.equals(cast.dataType);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text, type, dataType);
    }
}

package dev.weir.jobs.engine.sink;

import dev.weir.jobs.engine.mask.WatchedValue;
import dev.weir.privacy.detect.JoinedParts;
import dev.weir.privacy.detect.LeakCounts;
import dev.weir.privacy.detect.TablePart;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Looks at the fields of objects put together: those that stand side by side in one object, and in a list of objects each field
 * down the list. A surname and a given name tell a person in two fields as they do in two columns. For one thread.
 */
final class FieldParts {

    private final StructField[] fields;
    private final boolean isList;

    /** For each field that is followed by one: both of them together. */
    private final JoinedParts[] pairs;

    /** For each field of a list's objects: all of it together. */
    private final JoinedParts[] lists;

    private FieldParts(StructType object, boolean isList, TablePart part) {
        this.fields = object.fields();
        this.isList = isList;
        this.pairs = IntStream.range(0, Math.max(0, fields.length - 1))
                .mapToObj(i -> JoinedParts.ofNeighbours(part))
                .toArray(JoinedParts[]::new);
        this.lists = IntStream.range(0, isList ? fields.length : 0)
                .mapToObj(i -> JoinedParts.ofArrays(part))
                .toArray(JoinedParts[]::new);
    }

    /** Whether a type is one of objects, or of lists of them. */
    static boolean has(DataType type) {
        return type instanceof StructType
                || (type instanceof ArrayType array && array.elementType() instanceof StructType);
    }

    static FieldParts of(DataType type, TablePart part) {
        return type instanceof ArrayType array
                ? new FieldParts((StructType) array.elementType(), true, part)
                : new FieldParts((StructType) type, false, part);
    }

    /** A value that is not NULL. */
    void add(SpecializedGetters row, int ordinal) {
        if (!isList) {
            addPairs(row.getStruct(ordinal, fields.length));
            return;
        }
        ArrayData objects = row.getArray(ordinal);
        for (int i = 0; i < objects.numElements(); i++) {
            if (!objects.isNullAt(i)) {
                addPairs(objects.getStruct(i, fields.length));
            }
        }
        for (int field = 0; field < fields.length; field++) {
            addList(objects, field);
        }
    }

    private void addPairs(InternalRow object) {
        for (int i = 0; i < pairs.length; i++) {
            if (isPart(i) && isPart(i + 1) && !object.isNullAt(i) && !object.isNullAt(i + 1)) {
                byte[] left = part(object, i);
                byte[] right = part(object, i + 1);
                pairs[i].pair(left, 0, left.length, right, 0, right.length);
            }
        }
    }

    private void addList(ArrayData objects, int field) {
        if (!isPart(field)) {
            return;
        }
        lists[field].begin();
        for (int i = 0; i < objects.numElements(); i++) {
            InternalRow object = objects.isNullAt(i) ? null : objects.getStruct(i, fields.length);
            if (object != null && !object.isNullAt(field)) {
                byte[] part = part(object, field);
                lists[field].add(part, 0, part.length);
            }
        }
        lists[field].end();
    }

    private boolean isPart(int field) {
        return WatchedValue.isPart(fields[field].dataType());
    }

    private byte[] part(InternalRow object, int field) {
        DataType type = fields[field].dataType();
        if (type instanceof StringType) {
            UTF8String text = object.getUTF8String(field);
            return text.getBytes();
        }
        long number = type instanceof IntegerType ? object.getInt(field) : object.getLong(field);
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * What was found so far.
     *
     * @param all takes it: by column and the two fields that are put together, twice the same one where it is put together down a
     *     list
     */
    void collect(String column, Map<List<String>, LeakCounts> all) {
        for (int i = 0; i < fields.length; i++) {
            String name = fields[i].name();
            if (isList && isPart(i)) {
                all.put(List.of(column, name, name), lists[i].counts());
            }
            if (isPart(i) && i < pairs.length && isPart(i + 1)) {
                all.put(List.of(column, name, fields[i + 1].name()), pairs[i].counts());
            }
        }
    }
}

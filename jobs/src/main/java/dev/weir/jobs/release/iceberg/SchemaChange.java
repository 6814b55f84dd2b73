package dev.weir.jobs.release.iceberg;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What turns a table's columns into those of a run before it writes: new columns, wider types, the run's order. An Iceberg
 * table has one schema for all its branches, so readers see new columns at once, as NULL; columns that are gone are removed
 * only when the release is published.
 */
final class SchemaChange {

    private final List<StructField> added = new ArrayList<>();
    private final List<StructField> widened = new ArrayList<>();
    private final List<String> order = new ArrayList<>();
    private final Schema converted;

    private SchemaChange(Schema converted) {
        this.converted = converted;
    }

    /**
     * The change, or empty when the table can take the rows as it is.
     *
     * @throws ProblemsException with {@link Code#TYPE_MISMATCH} naming every column whose type cannot become the new one
     */
    static Optional<SchemaChange> between(String table, Schema present, StructType wanted) {
        SchemaChange change = new SchemaChange(SparkSchemaUtil.convert(nullable(wanted)));
        List<String> refused = new ArrayList<>();
        for (StructField field : wanted.fields()) {
            change.order.add(field.name());
            Types.NestedField found = present.findField(field.name());
            if (found == null) {
                change.added.add(field);
            } else if (!sameType(found.type(), field.dataType())) {
                if (promotes(found.type(), change.type(field))) {
                    change.widened.add(field);
                } else {
                    refused.add("'" + field.name() + "' from "
                            + SparkSchemaUtil.convert(found.type()).catalogString() + " to "
                            + field.dataType().catalogString());
                }
            }
        }
        if (!refused.isEmpty()) {
            throw ProblemsException.of(
                    Code.TYPE_MISMATCH,
                    Place.of(table),
                    "Table '" + table + "' cannot change the type of " + String.join(", ", refused),
                    "its earlier releases are read from the same table, and Iceberg only makes types wider",
                    "Give the changed column a new name, or the table a new name in the contract.");
        }
        boolean ordered = present.columns().stream()
                .map(Types.NestedField::name)
                .limit(change.order.size())
                .toList()
                .equals(change.order);
        return change.added.isEmpty() && change.widened.isEmpty() && ordered ? Optional.empty() : Optional.of(change);
    }

    UpdateSchema apply(UpdateSchema update) {
        added.forEach(field -> update.addColumn(field.name(), type(field)));
        widened.forEach(field -> update.updateColumn(field.name(), type(field).asPrimitiveType()));
        String before = null;
        for (String name : order) {
            if (before == null) {
                update.moveFirst(name);
            } else {
                update.moveAfter(name, before);
            }
            before = name;
        }
        return update;
    }

    /** Removes the columns that the published rows do not have, as part of the transaction. */
    static void remove(Transaction transaction, StructType wanted) {
        Set<String> gone = new LinkedHashSet<>();
        transaction.table().schema().columns().forEach(column -> gone.add(column.name()));
        gone.removeAll(List.of(wanted.fieldNames()));
        if (!gone.isEmpty()) {
            UpdateSchema update = transaction.updateSchema();
            gone.forEach(update::deleteColumn);
            update.commit();
        }
    }

    /** The same columns, each of which may be NULL: what must be there is the contract's matter. */
    static StructType nullable(StructType schema) {
        StructType result = new StructType();
        for (StructField field : schema.fields()) {
            result = result.add(field.name(), field.dataType(), true, field.metadata());
        }
        return result;
    }

    private Type type(StructField field) {
        return converted.findField(field.name()).type();
    }

    private static boolean promotes(Type from, Type to) {
        return from.isPrimitiveType()
                && to.isPrimitiveType()
                && TypeUtil.isPromotionAllowed(from, to.asPrimitiveType());
    }

    private static boolean sameType(Type present, DataType wanted) {
        return SparkSchemaUtil.convert(present).catalogString().equals(wanted.catalogString());
    }
}

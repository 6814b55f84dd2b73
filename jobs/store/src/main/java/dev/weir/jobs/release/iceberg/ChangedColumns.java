package dev.weir.jobs.release.iceberg;

import dev.weir.jobs.release.table.ChangeBase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.types.Types;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of a run's rows, by the names that the table has for them until the release is published: a renamed column has
 * its former name, and one that replaces a column of another type has a name that no other has. A table's newest columns are
 * what every reader of its head sees, so the new names are given inside one transaction, for the snapshot that the run makes,
 * and taken back at its end; publishing gives the head that snapshot's columns.
 */
record ChangedColumns(StructType schema, Map<String, String> renamed) {

    /** Of rows that come on top of nothing. */
    static ChangedColumns none(StructType schema) {
        return new ChangedColumns(schema, Map.of());
    }

    /** Of rows that come in place of all that the table has, in any types. */
    static ChangedColumns replacing(StructType schema, Schema present) {
        Map<String, String> renamed = new LinkedHashMap<>();
        SchemaChange.retyped(present, schema)
                .forEach(field -> renamed.put(field.name(), beside(field, present, schema)));
        return new ChangedColumns(schema, renamed);
    }

    /** A name that is free, or was given to the same column by a run that did not publish it. */
    private static String beside(StructField field, Schema present, StructType schema) {
        Set<String> taken = Set.of(schema.fieldNames());
        for (int number = 1; ; number++) {
            String name = field.name() + "__" + number;
            Types.NestedField there = present.findField(name);
            if (!taken.contains(name) && (there == null || SchemaChange.sameType(there.type(), field.dataType()))) {
                return name;
            }
        }
    }

    /** @param schema of the whole table after the change */
    static ChangedColumns of(StructType schema, ChangeBase base) {
        Map<String, String> renamed = new LinkedHashMap<>(base.renamed());
        renamed.keySet().retainAll(Set.of(schema.fieldNames()));
        return new ChangedColumns(schema, renamed);
    }

    String former(String column) {
        return renamed.getOrDefault(column, column);
    }

    /** The columns of rows, by the names that the table has for them until the release is published. */
    StructType former(StructType rows) {
        StructType result = new StructType();
        for (StructField field : rows.fields()) {
            result = result.add(former(field.name()), field.dataType(), field.nullable(), field.metadata());
        }
        return result;
    }

    /** Whether a snapshot with these columns has every staged one, in its type. */
    boolean areThoseOf(Schema columns) {
        for (StructField field : schema.fields()) {
            Types.NestedField found = columns.findField(field.name());
            if (found == null || !SchemaChange.sameType(found.type(), field.dataType())) {
                return false;
            }
        }
        return true;
    }

    /** Gives the columns their new names; what comes back gives the old ones. */
    Consumer<Transaction> forNow(Transaction transaction) {
        if (renamed.isEmpty()) {
            return undone -> {};
        }
        Schema present = transaction.table().schema();
        UpdateSchema forth = transaction.updateSchema();
        renamed.forEach((name, former) -> {
            if (present.findField(name) != null) {
                forth.deleteColumn(name);
            }
            forth.renameColumn(former, name);
        });
        forth.commit();
        return again -> SchemaChange.columns(again, present.schemaId());
    }

    Optional<SchemaChange> between(String table, Schema present) {
        return SchemaChange.between(table, present, former(schema));
    }
}

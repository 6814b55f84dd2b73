package dev.weir.jobs.release.iceberg;

import dev.weir.jobs.release.Base;
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
 * The columns of a change, by the names that they had. A table's newest columns are what every reader of its head sees, so a
 * new name is given inside one transaction, for the snapshot that the run makes, and taken back at its end; publishing gives
 * the head that snapshot's columns.
 */
final class ChangedColumns {

    private final StructType schema;
    private final Map<String, String> renamed;

    private ChangedColumns(StructType schema, Map<String, String> renamed) {
        this.schema = schema;
        this.renamed = renamed;
    }

    /** Of rows that come on top of nothing. */
    static ChangedColumns none(StructType schema) {
        return new ChangedColumns(schema, Map.of());
    }

    /** @param schema of the whole table after the change */
    static ChangedColumns of(StructType schema, Base base) {
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
        UpdateSchema forth = transaction.updateSchema();
        renamed.forEach((name, former) -> forth.renameColumn(former, name));
        forth.commit();
        return again -> {
            UpdateSchema back = again.updateSchema();
            renamed.forEach(back::renameColumn);
            back.commit();
        };
    }

    Optional<SchemaChange> between(String table, Schema present) {
        return SchemaChange.between(table, present, former(schema));
    }
}

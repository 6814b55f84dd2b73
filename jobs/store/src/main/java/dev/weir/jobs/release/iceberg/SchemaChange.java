package dev.weir.jobs.release.iceberg;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.release.table.KeyColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
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
 * What a table's columns need before a run can write its own: new columns, wider types, other comments, another key. An Iceberg table has one schema
 * for all its branches, so readers of its head see new columns at once, as NULL, until a run that does not publish gives the
 * {@link FormerColumns} back. Columns that are gone, and the order, follow when the release is published.
 */
final class SchemaChange {

    private final List<StructField> added = new ArrayList<>();
    private final List<StructField> widened = new ArrayList<>();
    private final List<StructField> described = new ArrayList<>();
    private final List<String> relaxed = new ArrayList<>();
    private final Schema converted;
    private final Set<String> identifiers;
    private final boolean identified;

    private SchemaChange(Schema present, StructType wanted) {
        this.converted = SparkSchemaUtil.convert(nullable(wanted));
        Set<String> key = KeyColumns.of(wanted);
        this.identifiers = IdentifierFields.of(present, key);
        this.identified = identifiers.equals(present.identifierFieldNames());
        present.columns().stream()
                .filter(field -> field.isRequired() && !key.contains(field.name()))
                .forEach(field -> relaxed.add(field.name()));
    }

    /**
     * The change, or empty when the table can take the rows as it is.
     *
     * @throws ProblemsException with {@link Code#TYPE_MISMATCH} naming every column whose type cannot become the new one
     */
    static Optional<SchemaChange> between(String table, Schema present, StructType wanted) {
        SchemaChange change = new SchemaChange(present, wanted);
        for (StructField field : wanted.fields()) {
            Types.NestedField found = present.findField(field.name());
            if (found == null) {
                change.added.add(field);
                continue;
            }
            if (!sameType(found.type(), field.dataType())) {
                change.widened.add(field);
            }
            if (comment(field).filter(comment -> !comment.equals(found.doc())).isPresent()) {
                change.described.add(field);
            }
        }
        List<StructField> refused = retyped(present, wanted);
        if (!refused.isEmpty()) {
            throw ProblemsException.of(
                    Code.TYPE_MISMATCH,
                    Place.of(table),
                    "Table '" + table + "' cannot change the type of "
                            + refused.stream()
                                    .map(field -> "'" + field.name() + "' from "
                                            + SparkSchemaUtil.convert(present.findType(field.name()))
                                                    .catalogString()
                                            + " to " + field.dataType().catalogString())
                                    .collect(Collectors.joining(", ")),
                    "the rows that are there stay, and Iceberg only makes types wider",
                    "Make the table anew with --full, or give the changed column a new name in the contract.");
        }
        return change.isNone() ? Optional.empty() : Optional.of(change);
    }

    private boolean isNone() {
        return added.isEmpty() && widened.isEmpty() && described.isEmpty() && relaxed.isEmpty() && identified;
    }

    /** The columns that the table has in a type that cannot become the wanted one. */
    static List<StructField> retyped(Schema present, StructType wanted) {
        Schema converted = SparkSchemaUtil.convert(nullable(wanted));
        return Stream.of(wanted.fields())
                .filter(field -> {
                    Types.NestedField found = present.findField(field.name());
                    return found != null
                            && !sameType(found.type(), field.dataType())
                            && !promotes(
                                    found.type(),
                                    converted.findField(field.name()).type());
                })
                .toList();
    }

    UpdateSchema apply(UpdateSchema update) {
        added.forEach(field ->
                update.addColumn(field.name(), type(field), comment(field).orElse(null)));
        widened.forEach(field -> update.updateColumn(field.name(), type(field).asPrimitiveType()));
        described.forEach(
                field -> update.updateColumnDoc(field.name(), comment(field).orElse(null)));
        relaxed.forEach(update::makeColumnOptional);
        if (!identified) {
            update.setIdentifierFields(identifiers);
        }
        return update;
    }

    /** Gives the table exactly the published snapshot's columns, in their order, as part of the transaction. */
    static void settle(Transaction transaction, long snapshot, StructType wanted) {
        Integer schema = transaction.table().snapshot(snapshot).schemaId();
        if (schema != null) {
            columns(transaction, schema);
        }
        List<String> names = List.of(wanted.fieldNames());
        List<String> present = transaction.table().schema().columns().stream()
                .map(Types.NestedField::name)
                .toList();
        if (present.equals(names)) {
            return;
        }
        UpdateSchema update = transaction.updateSchema();
        present.stream().filter(name -> !names.contains(name)).forEach(update::deleteColumn);
        update.moveFirst(names.get(0));
        for (int index = 1; index < names.size(); index++) {
            update.moveAfter(names.get(index), names.get(index - 1));
        }
        update.commit();
    }

    /** By Iceberg's own ids, so that columns which had another name, or were gone meanwhile, are themselves again. */
    static void columns(Transaction transaction, int schema) {
        TableOperations operations = ((HasTableOperations) transaction.table()).operations();
        TableMetadata metadata = operations.current();
        if (schema != metadata.currentSchemaId()) {
            operations.commit(
                    metadata,
                    TableMetadata.buildFrom(metadata).setCurrentSchema(schema).build());
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

    private static Optional<String> comment(StructField field) {
        return Optional.ofNullable(field.getComment().getOrElse(() -> null));
    }

    private Type type(StructField field) {
        return converted.findField(field.name()).type();
    }

    private static boolean promotes(Type from, Type to) {
        return from.isPrimitiveType()
                && to.isPrimitiveType()
                && TypeUtil.isPromotionAllowed(from, to.asPrimitiveType());
    }

    static boolean sameType(Type present, DataType wanted) {
        return SparkSchemaUtil.convert(present).catalogString().equals(wanted.catalogString());
    }
}

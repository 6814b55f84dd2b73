package dev.weir.jobs.release.iceberg;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * The columns that Iceberg says identify the rows of a table: all of its key, each of them required, or none. A table has them from
 * its beginning, since a column that may be NULL cannot become a required one, and until a row comes without one of them.
 */
final class IdentifierFields {

    private static final Set<Type.TypeID> IN_NO_KEY = Set.of(Type.TypeID.FLOAT, Type.TypeID.DOUBLE);

    private IdentifierFields() {}

    /** The columns of a table that is made. */
    static Schema on(Schema columns, Set<String> key) {
        boolean fits = key.stream().map(columns::findField).allMatch(IdentifierFields::fits);
        if (!fits) {
            return columns;
        }
        List<Types.NestedField> fields = new ArrayList<>();
        Set<Integer> ids = new HashSet<>();
        for (Types.NestedField field : columns.columns()) {
            if (key.contains(field.name())) {
                ids.add(field.fieldId());
                fields.add(field.asRequired());
            } else {
                fields.add(field);
            }
        }
        return new Schema(fields, ids);
    }

    private static boolean fits(Types.NestedField field) {
        return field.type().isPrimitiveType()
                && !IN_NO_KEY.contains(field.type().typeId());
    }

    /** Those that a table can have for this key. */
    static Set<String> of(Schema present, Set<String> key) {
        boolean can = key.stream().map(present::findField).allMatch(field -> field != null && field.isRequired());
        return can ? key : Set.of();
    }

    /** Whether a file may have a row that lacks a required column: as long as it does not say that it has none, it may. */
    static boolean mayLackOne(Schema columns, DataFile file) {
        Map<Integer, Long> missing = file.nullValueCounts();
        return columns.columns().stream()
                .filter(Types.NestedField::isRequired)
                .anyMatch(field -> missing == null || missing.getOrDefault(field.fieldId(), 1L) > 0);
    }

    static boolean areAny(Schema columns) {
        return columns.columns().stream().anyMatch(Types.NestedField::isRequired);
    }
}

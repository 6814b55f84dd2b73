package dev.weir.jobs.release.table;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns that tell a table's rows apart, marked in its schema. That a column is marked does not make it one without NULL for
 * Spark: staged rows may lack a key until they are judged, and are read.
 */
public final class KeyColumns {

    private static final String MARK = "weir.key";

    private KeyColumns() {}

    /** The same columns, of which these are marked. */
    public static StructType marked(StructType columns, Collection<String> key) {
        StructType marked = new StructType();
        for (StructField field : columns.fields()) {
            MetadataBuilder metadata =
                    new MetadataBuilder().withMetadata(field.metadata()).remove(MARK);
            if (key.contains(field.name())) {
                metadata.putBoolean(MARK, true);
            }
            marked = marked.add(field.name(), field.dataType(), field.nullable(), metadata.build());
        }
        return marked;
    }

    /** Those that are marked. */
    public static Set<String> of(StructType columns) {
        Set<String> key = new LinkedHashSet<>();
        for (StructField field : columns.fields()) {
            if (field.metadata().contains(MARK)) {
                key.add(field.name());
            }
        }
        return key;
    }
}

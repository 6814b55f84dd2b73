package dev.weir.jobs.engine.mask;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import dev.weir.jobs.engine.internals.SparkInternals;
import dev.weir.jobs.plan.HiddenColumns;
import dev.weir.privacy.keys.DerivedKey;
import dev.weir.privacy.keys.MacAlgorithm;
import dev.weir.quality.ColumnsByName;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * An order of rows that tells nothing of them without the key: by a keyed hash of each row and of where it lies. Extracts are
 * written by date or by number. In the order of the file the place of a row would tell its date, whatever the mask, and whose number
 * a pseudonym stands for.
 */
public final class RowOrder implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final String PLACE = HiddenColumns.PREFIX + "place";

    private final DerivedKey key;
    private transient @Nullable Mac mac;

    private RowOrder(DerivedKey key) {
        this.key = key;
    }

    /**
     * The same rows, in pieces and in an order that the key alone explains. They are all written once more, on the executors'
     * disks.
     *
     * @param key of this table's order, and of nothing else
     * @param columns that tell rows apart
     */
    public static Dataset<Row> hiding(Dataset<Row> rows, DerivedKey key, List<String> columns) {
        List<Column> telling = new ArrayList<>();
        columns.forEach(name -> telling.add(ColumnsByName.column(name)));
        telling.add(col(HiddenColumns.FILE));
        telling.add(col(HiddenColumns.LINE));
        Column place = SparkInternals.function(
                MaskFunctions.class,
                "place",
                DataTypes.LongType,
                new RowOrder(key),
                xxhash64(telling.toArray(new Column[0])));
        return rows.withColumn(PLACE, place)
                .repartition(col(PLACE))
                .sortWithinPartitions(col(PLACE))
                .drop(PLACE);
    }

    /** For one thread at a time. */
    long place(long hash) {
        Mac keyed = mac;
        if (keyed == null) {
            keyed = key.mac(MacAlgorithm.HMAC_SHA_256);
            mac = keyed;
        }
        return ByteBuffer.wrap(keyed.doFinal(
                        ByteBuffer.allocate(Long.BYTES).putLong(hash).array()))
                .getLong();
    }
}

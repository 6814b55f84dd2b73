package dev.weir.jobs.engine.quarantine;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import dev.weir.jobs.engine.sink.spec.SinkColumns;
import dev.weir.jobs.release.table.TableKinds;
import dev.weir.quality.ColumnsByName;
import dev.weir.releases.warehouse.QuarantineName;
import dev.weir.releases.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The rows of quarantine tables in one shape, whatever their columns and format: {@link #TABLE}, {@link #RUN}, {@link
 * #FILE}, {@link #LINE}, {@link #REASONS}, {@link #VALUES} (the masked columns as a JSON object), {@link #IDENTITY}.
 *
 * <p>A row's identity tells it in one run from the same row in another: its file and line; where it comes from many
 * records, and so from no one line, the SHA-256 of its masked values.
 */
final class QuarantineRows {

    static final String TABLE = "table";
    static final String RUN = "run";
    static final String FILE = "file";
    static final String LINE = "line";
    static final String REASONS = "reasons";
    static final String VALUES = "values";
    static final String IDENTITY = "identity";

    private static final int BITS = 256;
    private static final List<String> HIDDEN =
            List.of(SinkColumns.RUN, SinkColumns.FILE, SinkColumns.LINE, SinkColumns.REASONS);

    private final SparkSession spark;
    private final Warehouse warehouse;

    private QuarantineRows(SparkSession spark, Warehouse warehouse) {
        this.spark = spark;
        this.warehouse = warehouse;
    }

    /** To be joined with others of this session. */
    static QuarantineRows in(SparkSession spark, Warehouse warehouse) {
        return new QuarantineRows(spark, warehouse);
    }

    /** To be read alone: many small tables, each of its own shape, for which to compile code takes longer than to read. */
    static QuarantineRows apart(SparkSession spark, Warehouse warehouse) {
        SparkSession own = spark.newSession();
        own.conf().set("spark.sql.codegen.wholeStage", "false");
        own.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
        return new QuarantineRows(own, warehouse);
    }

    /** The session that reads them. */
    SparkSession session() {
        return spark;
    }

    /** All rows of a part's table, of every run, in whatever format; empty when the table is not there any more. */
    Optional<Dataset<Row>> of(String product, QuarantinePart part) {
        return TableKinds.newest(spark, warehouse, QuarantineName.namespace(product), part.name()).stream()
                .map(rows -> shaped(rows, part.table()))
                .reduce(Dataset::union);
    }

    /** Rows as the sink writes them into quarantine, or into a product that keeps file and line, in the shape of this class. */
    static Dataset<Row> shaped(Dataset<Row> rows, String table) {
        List<Column> own = new ArrayList<>();
        Arrays.stream(rows.columns())
                .filter(column -> !HIDDEN.contains(column))
                .forEach(column -> own.add(rows.col(ColumnsByName.quoted(column))));
        Column values = own.isEmpty()
                ? lit("{}")
                : to_json(struct(own.toArray(new Column[0])), Map.of("ignoreNullFields", "false"));
        return rows.select(
                        lit(table).as(TABLE),
                        orNull(rows, SinkColumns.RUN, DataTypes.StringType).as(RUN),
                        orNull(rows, SinkColumns.FILE, DataTypes.StringType).as(FILE),
                        orNull(rows, SinkColumns.LINE, DataTypes.LongType).as(LINE),
                        orNull(rows, SinkColumns.REASONS, SinkColumns.REASONS_TYPE)
                                .as(REASONS),
                        values.as(VALUES))
                .withColumn(
                        IDENTITY,
                        when(
                                        col(FILE).isNotNull().and(col(LINE).isNotNull()),
                                        concat_ws(":", col(FILE), col(LINE).cast("string")))
                                .otherwise(sha2(col(VALUES).cast("binary"), BITS)));
    }

    private static Column orNull(Dataset<Row> rows, String name, DataType type) {
        return List.of(rows.columns()).contains(name)
                ? rows.col(name)
                : lit(null).cast(type);
    }
}

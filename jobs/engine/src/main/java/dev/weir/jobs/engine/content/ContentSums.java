package dev.weir.jobs.engine.content;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * Content sums of rows that lie somewhere already. The engine's own rows are hashed where they are read, by the code that
 * the governing sink hashes with; one sum per partition comes home.
 */
public final class ContentSums {

    private ContentSums() {}

    /**
     * What the rows add up to, in one Spark job.
     *
     * @param rows in the columns, and with the types, that the content hash is to cover
     */
    public static ContentSum of(Dataset<Row> rows, HashMethod method) {
        StructType columns = rows.schema();
        ContentSum none = ContentSum.none(columns, method);
        List<ContentSum> parts = rows.queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(partition -> sum(partition, columns, method))
                .collect();
        return parts.stream().reduce(none, ContentSum::plus);
    }

    private static Iterator<ContentSum> sum(Iterator<InternalRow> rows, StructType columns, HashMethod method) {
        RowHash hash = new RowHash(columns, method);
        rows.forEachRemaining(hash::add);
        return List.of(hash.sum()).iterator();
    }
}

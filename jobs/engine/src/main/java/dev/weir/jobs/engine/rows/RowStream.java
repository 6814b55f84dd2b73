package dev.weir.jobs.engine.rows;

import static java.util.Objects.requireNonNull;

import dev.weir.jobs.engine.internals.SparkInternals;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;

/**
 * Rows of a query on their way to a caller in this process: one partition after another, in their order. A task hands each
 * row over as it reads it, so none waits in memory. Where tasks run in other processes, a partition of rows comes at once.
 */
final class RowStream {

    /** Tasks are copies of what they were made as, so they find their stream by its name. */
    private static final Map<String, RowStream> OPEN = new ConcurrentHashMap<>();

    private final Taker taker;
    private @Nullable IOException refused;
    private @Nullable RuntimeException broken;

    /** Takes rows one by one. */
    interface Taker {

        /**
         * Takes a row.
         *
         * @param row may be used again by its owner when this returns
         * @return whether more are wanted
         */
        boolean take(InternalRow row) throws IOException;
    }

    private RowStream(Taker taker) {
        this.taker = taker;
    }

    /**
     * Hands rows over until there are no more, or no more are wanted.
     *
     * @throws IOException as the taker throws it, unchanged
     */
    static void run(Dataset<Row> rows, Taker taker) throws IOException {
        SparkContext context = rows.sparkSession().sparkContext();
        RowStream stream = new RowStream(taker);
        if (context.isLocal()) {
            stream.run(context, SparkInternals.partitions(rows));
        } else {
            stream.takeAll(JavaConverters.asScalaIterator(SparkInternals.rowByRow(rows)));
        }
        IOException failure = stream.refused;
        if (failure != null) {
            throw failure;
        }
    }

    private void run(SparkContext context, RDD<InternalRow> rows) {
        String name = UUID.randomUUID().toString();
        OPEN.put(name, this);
        try {
            boolean wanted = true;
            for (int partition = 0; wanted && partition < rows.getNumPartitions(); partition++) {
                Seq<Object> one =
                        JavaConverters.asScalaBuffer(List.<Object>of(partition)).toSeq();
                Boolean[] more =
                        (Boolean[]) context.runJob(rows, new Task(name), one, ClassTag$.MODULE$.apply(Boolean.class));
                wanted = more[0];
            }
        } finally {
            OPEN.remove(name);
        }
    }

    /** Whether more are wanted. Spark tries a task again that fails, and rows must not come twice. */
    private boolean takeAll(Iterator<InternalRow> rows) {
        if (broken != null) {
            throw broken;
        }
        try {
            while (rows.hasNext()) {
                if (!taker.take(rows.next())) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            refused = e;
            return false;
        } catch (RuntimeException e) {
            broken = e;
            throw e;
        }
    }

    private static final class Task extends AbstractFunction1<Iterator<InternalRow>, Boolean> implements Serializable {

        private static final long serialVersionUID = 1;

        private final String stream;

        Task(String stream) {
            this.stream = stream;
        }

        @Override
        public Boolean apply(Iterator<InternalRow> rows) {
            return requireNonNull(OPEN.get(stream), "stream").takeAll(rows);
        }
    }
}

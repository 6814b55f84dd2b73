package dev.weir.jobs.engine.landed;

import dev.weir.jobs.engine.custody.KeyAtHand;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.collection.Iterator;
import scala.collection.Seq;
import scala.collection.immutable.Map;
import scala.runtime.AbstractFunction1;

/** Spark's Parquet, each file opened with the key that came with it. */
final class LandedFormat extends ParquetFileFormat {

    private static final long serialVersionUID = 1L;

    @Override
    public Function1<PartitionedFile, Iterator<InternalRow>> buildReaderWithPartitionValues(
            SparkSession spark,
            StructType columns,
            StructType partitioning,
            StructType required,
            Seq<Filter> filters,
            Map<String, String> options,
            Configuration configuration) {
        KeyAtHand.configuration().forEach(configuration::set);
        return new Opening(super.buildReaderWithPartitionValues(
                spark, columns, partitioning, required, filters, options, configuration));
    }

    private static final class Opening extends AbstractFunction1<PartitionedFile, Iterator<InternalRow>>
            implements Serializable {

        private static final long serialVersionUID = 1L;

        private final Function1<PartitionedFile, Iterator<InternalRow>> reader;

        Opening(Function1<PartitionedFile, Iterator<InternalRow>> reader) {
            this.reader = reader;
        }

        @Override
        public Iterator<InternalRow> apply(PartitionedFile file) {
            return KeyAtHand.open(LandedIndex.key(file), () -> reader.apply(file));
        }
    }
}

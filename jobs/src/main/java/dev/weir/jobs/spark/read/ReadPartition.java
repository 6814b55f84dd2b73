package dev.weir.jobs.spark.read;

import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** The parts of files that one task reads, one after the other. */
record ReadPartition(List<Piece> pieces) implements InputPartition {
    ReadPartition {
        pieces = List.copyOf(pieces);
    }

    /** A part of a file, with what is known of the file. */
    record Piece(SourceFile file, HeaderFacts header, FilePart part) implements Serializable {}

    /** Makes readers in tasks. */
    record Factory(ReadSpec spec, SerializableConfiguration configuration) implements PartitionReaderFactory {
        @Override
        public PartitionReader<InternalRow> createReader(InputPartition partition) {
            return new Reader(((ReadPartition) partition).pieces().iterator(), spec, configuration.value());
        }
    }

    private static final class Reader implements PartitionReader<InternalRow> {
        private final Iterator<Piece> pieces;
        private final ReadSpec spec;
        private final Configuration configuration;
        private @Nullable RecordReader records;

        Reader(Iterator<Piece> pieces, ReadSpec spec, Configuration configuration) {
            this.pieces = pieces;
            this.spec = spec;
            this.configuration = configuration;
        }

        @Override
        public boolean next() throws IOException {
            while (records == null || !records.next()) {
                close();
                if (!pieces.hasNext()) {
                    return false;
                }
                records = RecordReaders.open(configuration, spec, pieces.next());
            }
            return true;
        }

        @Override
        public InternalRow get() {
            if (records == null) {
                throw new IllegalStateException("There is no record before next() or after the last.");
            }
            return records.row();
        }

        @Override
        public void close() throws IOException {
            if (records != null) {
                records.close();
                records = null;
            }
        }
    }
}

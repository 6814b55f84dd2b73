package dev.weir.jobs.engine.read;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.engine.read.file.Compression;
import dev.weir.jobs.engine.read.file.FilePart;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.text.HeaderFacts;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a source format of somebody else's owes, at the one place where its records come in. */
class ReadPartitionTest {

    @TempDir
    private Path folder;

    /** Opens nothing. */
    private record Nothing(String charset) implements TextFormat {
        @Override
        @SuppressWarnings("NullAway") // as somebody's may do
        public RecordReader open(ReadPart part) {
            return null;
        }
    }

    /** Opens a reader that lacks what it is made of, or gives no rows. */
    private record Broken(String charset, boolean isComplete) implements TextFormat {
        @Override
        public RecordReader open(ReadPart part) {
            return new RecordReader() {
                @Override
                public boolean next() {
                    if (!isComplete) {
                        throw new NoClassDefFoundError("org/example/Lost");
                    }
                    return true;
                }

                @Override
                @SuppressWarnings("NullAway") // as somebody's may do
                public InternalRow row() {
                    return null;
                }

                @Override
                public void close() {
                    // nothing is open
                }
            };
        }
    }

    /** Ends with what nobody expects, and quotes a value. */
    private record Failing(String charset) implements TextFormat {
        @Override
        public RecordReader open(ReadPart part) {
            throw new NumberFormatException("For input string: \"Zhang\"");
        }
    }

    private PartitionReader<InternalRow> reader(TextFormat format) throws IOException {
        Path file = Files.writeString(folder.resolve("records.txt"), "one\n");
        long bytes = Files.size(file);
        ReadPartition partition = new ReadPartition(List.of(new FilePiece(
                new SourceFile(
                        file.toUri().toString(),
                        "records.txt",
                        bytes,
                        Files.getLastModifiedTime(file).toMillis(),
                        Compression.NONE),
                new HeaderFacts(List.of(), HeaderFacts.Presence.NOT_EXPECTED, 1),
                new FilePart(0, bytes, 1))));
        ReadSpec spec = ReadSpec.of(format, List.of(ReadColumn.of("id", new ValueType.Text())));
        return new ReadPartition.Factory(spec, new SerializableConfiguration(new Configuration()), new ReadCounter())
                .createReader(partition);
    }

    @Test
    void noReaderIsNoEmptyFile() throws IOException {
        PartitionReader<InternalRow> reader = reader(new Nothing("UTF-8"));
        assertThatThrownBy(reader::next)
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining(Nothing.class.getName())
                .hasMessageContaining("open() answered null");
    }

    @Test
    void whatItLacksEndsNoProcess() throws IOException {
        PartitionReader<InternalRow> reader = reader(new Broken("UTF-8", false));
        assertThatThrownBy(reader::next)
                .isInstanceOf(ProblemsException.class)
                .hasNoCause() // Spark looks there for errors
                .hasMessageContaining(Broken.class.getName())
                .hasMessageContaining("NoClassDefFoundError");
    }

    @Test
    void noRowIsNoRecord() throws IOException {
        PartitionReader<InternalRow> reader = reader(new Broken("UTF-8", true));
        reader.next();
        assertThatThrownBy(reader::get).hasMessageContaining("row() answered null");
    }

    @Test
    void whatNobodyExpectsNamesItsFileAndNoValue() throws IOException {
        PartitionReader<InternalRow> reader = reader(new Failing("UTF-8"));
        assertThatThrownBy(reader::next)
                .hasMessage("Reading 'records.txt' ended with java.lang.NumberFormatException")
                .hasCauseInstanceOf(NumberFormatException.class);
    }
}

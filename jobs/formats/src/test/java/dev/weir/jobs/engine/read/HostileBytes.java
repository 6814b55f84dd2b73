package dev.weir.jobs.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.read.text.SurveyedFile;
import java.io.IOException;
import java.util.Random;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.util.SerializableConfiguration;

/** Files of which a few bytes are others: each is read, or refused by its name, as a task of Spark does both. */
public final class HostileBytes {
    private static final int MOST_ROWS = 10_000;

    private HostileBytes() {}

    /** Changes bytes of a sound file so many times, always the same ones. */
    public static void areReadOrRefused(ReadSpec spec, String name, byte[] sound, int times) {
        Random random = new Random(7);
        try (RawFolder folder = RawFolder.create()) {
            for (int i = 0; i < times; i++) {
                byte[] changed = sound.clone();
                for (int j = random.nextInt(3); j >= 0; j--) {
                    int at = random.nextInt(changed.length);
                    changed[at] = (byte) new int[] {0, 0xff, random.nextInt(256)}[random.nextInt(3)];
                }
                SourceFile file = folder.file(name, changed);
                try {
                    read(spec, file);
                } catch (UnreadableSourceException e) {
                    assertThat(e.file()).isEqualTo(file.name());
                    assertThat(e.remedy()).isNotBlank();
                } catch (RuntimeException | IOException e) {
                    throw new AssertionError("File " + i + " ended in what no file may", e);
                }
            }
        }
    }

    private static void read(ReadSpec spec, SourceFile file) throws IOException {
        SurveyedFile surveyed = SourceSurvey.of(
                (configuration, each) -> spec.format().survey(configuration, each, Long.MAX_VALUE),
                RawFolder.CONFIGURATION,
                file);
        spec.format().findings(surveyed, spec.columns());
        ReadPartition all = new ReadPartition(surveyed.parts().stream()
                .map(part -> new FilePiece(surveyed.file(), surveyed.header(), part))
                .toList());
        try (PartitionReader<InternalRow> reader = new ReadPartition.Factory(
                        spec, new SerializableConfiguration(RawFolder.CONFIGURATION), new ReadCounter())
                .createReader(all)) {
            for (int rows = 0; rows < MOST_ROWS && reader.next(); rows++) {
                assertThat(reader.get().numFields()).isEqualTo(spec.columns().size() + 3);
            }
        }
    }
}

package dev.weir.jobs.release.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.iceberg.BaseMetastoreTableOperations;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.SeekableInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarehouseFileIOTest {

    private static final AtomicInteger OPENED = new AtomicInteger();

    private final WarehouseFileIO files = new WarehouseFileIO();

    @BeforeEach
    void store() {
        Configuration configuration = new Configuration(false);
        configuration.setClass("fs.store.impl", Store.class, org.apache.hadoop.fs.FileSystem.class);
        configuration.setBoolean("fs.store.impl.disable.cache", true);
        files.setConf(configuration);
        OPENED.set(0);
    }

    /** A store whose objects say by their names what becomes of who asks for them. */
    public static final class Store extends RawLocalFileSystem {

        @Override
        public URI getUri() {
            return URI.create("store:///");
        }

        @Override
        public FSDataInputStream open(Path path, int size) throws IOException {
            OPENED.incrementAndGet();
            switch (path.getParent().getName()) {
                case "refused" -> throw new IOException("Connection refused");
                case "gone" -> throw new FileNotFoundException(path.toString());
                default -> {
                    return new FSDataInputStream(
                            new Content(path.getParent().getName().equals("cut")));
                }
            }
        }
    }

    private static final class Content extends FSInputStream {

        private final ByteArrayInputStream bytes =
                new ByteArrayInputStream("all of it".getBytes(StandardCharsets.UTF_8));
        private final boolean isCut;

        Content(boolean isCut) {
            this.isCut = isCut;
        }

        @Override
        public int read() throws IOException {
            if (isCut && bytes.available() < 4) {
                throw new IOException("Connection reset");
            }
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int next = read();
            if (next < 0) {
                return next;
            }
            into[from] = (byte) next;
            return 1;
        }

        @Override
        public void seek(long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long getPos() {
            return 0;
        }

        @Override
        public boolean seekToNewSource(long position) {
            return false;
        }
    }

    /** As a catalogue that keeps addresses of metadata asks for a table. */
    private void refresh(String location) {
        new BaseMetastoreTableOperations() {
            @Override
            public FileIO io() {
                return files;
            }

            @Override
            protected String tableName() {
                return "visits";
            }

            @Override
            protected void doRefresh() {
                refreshFromMetadataLocation(location);
            }
        }.refresh();
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused", "cut"})
    void aStoreThatDoesNotAnswerIsAskedOnce(String how) {
        assertThatExceptionOfType(WarehouseFileIO.Unanswered.class)
                .isThrownBy(() -> refresh("store:///" + how + "/1.metadata.json"))
                .withMessageContaining("/1.metadata.json")
                .withCauseInstanceOf(Exception.class);
        assertThat(OPENED).hasValue(1);
    }

    @Test
    void whatIsNotThereIsNotTakenForAStoreThatDoesNotAnswer() {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> refresh("store:///gone/1.metadata.json"))
                .isNotInstanceOf(WarehouseFileIO.Unanswered.class);
    }

    @Test
    void metadataAreReadWhole() throws IOException {
        try (SeekableInputStream stream =
                files.newInputFile("store:///there/1.metadata.json").newStream()) {
            assertThat(stream.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("all of it");
            stream.seek(4);
            assertThat(stream.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("of it");
        }
    }
}

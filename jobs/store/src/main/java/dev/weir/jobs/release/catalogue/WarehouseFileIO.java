package dev.weir.jobs.release.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.inmemory.InMemoryInputFile;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.SeekableInputStream;

/**
 * Reads and writes the files of tables as Hadoop does, and asks for a table's metadata once. Hadoop has asked a store again by then that
 * does not answer; Iceberg would do all of it twenty times more, for each table, which takes a quarter of an hour and longer.
 */
public class WarehouseFileIO extends HadoopFileIO {

    private static final long serialVersionUID = 1L;
    /** How the names of a table's metadata end. */
    public static final String METADATA = ".metadata.json";

    /** For Iceberg, which makes it by its name. */
    public WarehouseFileIO() {}

    @Override
    public InputFile newInputFile(String path) {
        return asked(path, super.newInputFile(path));
    }

    @Override
    public InputFile newInputFile(String path, long length) {
        return asked(path, super.newInputFile(path, length));
    }

    private static InputFile asked(String path, InputFile file) {
        return path.endsWith(METADATA) ? new Metadata(file) : file;
    }

    /** A store that does not answer. Of all failures Iceberg asks no more behind one that is a kind of "not found". */
    public static final class Unanswered extends NotFoundException {

        private static final long serialVersionUID = 1L;

        private Unanswered(String location, Exception cause) {
            super(cause, "No answer about %s", location);
        }
    }

    private record Metadata(InputFile file) implements InputFile {

        @Override
        public long getLength() {
            return file.getLength();
        }

        @Override
        public SeekableInputStream newStream() {
            try (SeekableInputStream stream = file.newStream()) {
                return new InMemoryInputFile(location(), stream.readAllBytes()).newStream();
            } catch (IOException | UncheckedIOException e) {
                throw new Unanswered(location(), e);
            }
        }

        @Override
        public String location() {
            return file.location();
        }

        @Override
        public boolean exists() {
            return file.exists();
        }
    }
}

package dev.weir.jobs.release.fault;

import dev.weir.jobs.engine.session.LocalDisk;
import dev.weir.releases.fault.Faults;
import dev.weir.releases.fault.Point;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** Hadoop's local file system, each call of which is a point at which something may happen. */
public final class FaultyFileSystem extends LocalDisk {

    /** Settings by which Spark, Iceberg and Delta take it for {@code file:}. */
    public static Map<String, String> settings() {
        return Map.of(
                "fs.file.impl", FaultyFileSystem.class.getName(),
                "fs.file.impl.disable.cache", "true",
                "fs.AbstractFileSystem.file.impl", FaultyLocalFs.class.getName());
    }

    @Override
    public FSDataOutputStream create(
            Path file,
            FsPermission permission,
            boolean overwrite,
            int buffer,
            short replication,
            long block,
            Progressable progress)
            throws IOException {
        return held(
                file,
                Faults.change(
                        "create " + file,
                        Faults.FILES,
                        () -> super.create(file, permission, overwrite, buffer, replication, block, progress)));
    }

    /** The content comes with the end of the write, so that a death can fall between. */
    private static FSDataOutputStream held(Path file, FSDataOutputStream out) throws IOException {
        return new FSDataOutputStream(new HeldOutput(file, out), null);
    }

    @Override
    public FSDataOutputStream append(Path file, int buffer, Progressable progress) throws IOException {
        return Faults.change("append " + file, Faults.FILES, () -> super.append(file, buffer, progress));
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        return Faults.change("rename to " + to, Faults.FILES, () -> super.rename(from, to));
    }

    /** As an object store does it that creates on a condition. */
    @Override
    @Deprecated // as Hadoop has it, for FileContext
    protected void rename(Path from, Path to, Options.Rename... options) throws IOException {
        Faults.<Boolean, IOException>change("rename to " + to, Faults.FILES, () -> {
            if (super.exists(to) && !List.of(options).contains(Options.Rename.OVERWRITE)) {
                throw new FileAlreadyExistsException(to.toString());
            }
            if (!super.rename(from, to)) {
                throw new IOException("'" + from + "' could not be renamed");
            }
            return true;
        });
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        return Faults.change("delete " + path, Faults.FILES, () -> super.delete(path, recursive));
    }

    @Override
    public boolean mkdirs(Path folder) throws IOException {
        return super.exists(folder) || Faults.change("mkdirs " + folder, Faults.FILES, () -> super.mkdirs(folder));
    }

    @Override
    public boolean mkdirs(Path folder, FsPermission permission) throws IOException {
        return super.exists(folder)
                || Faults.change("mkdirs " + folder, Faults.FILES, () -> super.mkdirs(folder, permission));
    }

    @Override
    public FSDataInputStream open(Path file, int buffer) throws IOException {
        return Faults.read("open " + file, Faults.FILES, () -> super.open(file, buffer));
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        return Faults.read("status " + path, Faults.FILES, () -> super.getFileStatus(path));
    }

    @Override
    public FileStatus[] listStatus(Path folder) throws IOException {
        return Faults.<FileStatus[], IOException>read("list " + folder, Faults.FILES, () -> super.listStatus(folder));
    }

    /** What a writer has written; on the disk once it is closed. */
    private static final class HeldOutput extends OutputStream {

        private final Path file;
        private final FSDataOutputStream out;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean closed;

        HeldOutput(Path file, FSDataOutputStream out) {
            this.file = file;
            this.out = out;
        }

        @Override
        public void write(int one) {
            bytes.write(one);
        }

        @Override
        public void write(byte[] some, int offset, int length) {
            bytes.write(some, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            try (out) {
                Faults.<Boolean, IOException>meet(
                        Point.Effect.CHANGES, "close " + file, Faults.FILES, () -> put(bytes.size() / 2), () -> {
                            put(bytes.size());
                            out.close();
                            return true;
                        });
            } catch (FileNotFoundException e) {
                throw new IOException("The file's folder has gone", e);
            }
        }

        private void put(int length) throws IOException {
            out.write(bytes.toByteArray(), 0, length);
        }
    }
}

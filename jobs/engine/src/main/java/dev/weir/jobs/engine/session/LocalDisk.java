package dev.weir.jobs.engine.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local file system, but for two things. Without its native library Hadoop starts a process, {@code chmod}, for every
 * file that it creates, which a small run feels: here it is a system call. And no hidden file with a checksum lies beside each
 * file, which doubles the files of a product that is loaded in small parts: the evidence of a release has the SHA-256 of each.
 * Checksums that lie there are still checked, and go with their files.
 */
public class LocalDisk extends LocalFileSystem {

    /** The setting by which Spark takes it for {@code file:}. */
    static final String SETTING = "spark.hadoop.fs.file.impl";

    /** As Hadoop makes it by its name. */
    public LocalDisk() {
        super(new Raw());
        setWriteChecksum(false);
    }

    private static final class Raw extends RawLocalFileSystem {

        @Override
        public void setPermission(Path path, FsPermission permission) throws IOException {
            if (permission.getStickyBit()) {
                super.setPermission(path, permission);
                return;
            }
            String symbols = permission.getUserAction().SYMBOL
                    + permission.getGroupAction().SYMBOL
                    + permission.getOtherAction().SYMBOL;
            Files.setPosixFilePermissions(pathToFile(path).toPath(), PosixFilePermissions.fromString(symbols));
        }
    }
}

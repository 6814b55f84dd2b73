package dev.weir.jobs.engine.read.file;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.RemoteFileChangedException;
import org.apache.hadoop.util.functional.FutureIO;

/** Opens files: stored bytes, or their text in UTF-8. */
public final class SourceStreams {
    private static final int BUFFER = 1 << 16;

    private SourceStreams() {}

    /** Whether the file can be read in parts: its stored bytes are its text, and line ends are single bytes. */
    public static boolean isSplittable(SourceFile file, Charset charset) {
        return !isCompressed(file) && Charsets.keepsLineEnds(charset);
    }

    /** Opens the stored bytes of a file that has not changed since it was listed. */
    public static FSDataInputStream stored(Configuration configuration, SourceFile file) {
        try {
            Path path = new Path(file.path());
            FileSystem files = path.getFileSystem(configuration);
            FileStatus now = files.getFileStatus(path);
            checkUnchanged(now, file);
            // with what is known of it, a store is not asked for that a second time
            return FutureIO.awaitFuture(files.openFile(path)
                    .opt(Options.OpenFileOptions.FS_OPTION_OPENFILE_BUFFER_SIZE, BUFFER)
                    .opt(
                            Options.OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY,
                            Options.OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY_SEQUENTIAL)
                    .withFileStatus(now)
                    .build());
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** Refuses a file that is no longer what was listed. */
    static void checkUnchanged(FileStatus now, SourceFile file) {
        if (!file.isStill(now)) {
            throw changed(file);
        }
    }

    private static UnreadableSourceException changed(SourceFile file) {
        return new UnreadableSourceException(
                file,
                "has changed since it was listed.",
                "Let whatever writes it finish, under another name if it can, then run again.");
    }

    /** As {@link #checkUnchanged(FileStatus, SourceFile)}, of the file as it lies now. */
    public static void checkUnchanged(Configuration configuration, SourceFile file) {
        try {
            Path path = new Path(file.path());
            checkUnchanged(path.getFileSystem(configuration).getFileStatus(path), file);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** What is made of something open. */
    public interface Making<C, T> {
        T of(C opened) throws IOException;
    }

    /** What is made of something open, which is closed where that fails. */
    public static <C extends Closeable, T> T over(C opened, Making<C, T> making) throws IOException {
        try {
            return making.of(opened);
        } catch (IOException | RuntimeException e) {
            try {
                opened.close();
            } catch (IOException besides) {
                e.addSuppressed(besides);
            }
            throw e;
        }
    }

    /** What is made of the {@link #stored} bytes of a file, which are closed where that fails. */
    public static <T> T opened(Configuration configuration, SourceFile file, Making<FSDataInputStream, T> making) {
        try {
            return over(stored(configuration, file), making);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** The first bytes of a file's text, decompressed and as they are encoded; fewer where there are no more. */
    public static byte[] head(Configuration configuration, SourceFile file, int most) {
        return opened(configuration, file, stored -> {
            try (InputStream text = decompressed(file, new BufferedInputStream(stored, BUFFER))) {
                return text.readNBytes(most);
            }
        });
    }

    /** Opens the bytes of a file's text, decompressed and as they are encoded. */
    public static InputStream plain(Configuration configuration, SourceFile file) {
        return opened(
                configuration,
                file,
                stored -> new UnchangedStream(
                        decompressed(file, new BufferedInputStream(stored, BUFFER)), configuration, file));
    }

    /** Opens the text of a part of a file, decompressed and in UTF-8. */
    public static InputStream text(Configuration configuration, SourceFile file, FilePart part, Charset charset) {
        return opened(configuration, file, stored -> {
            InputStream text = stored;
            if (isCompressed(file)) {
                text = decompressed(file, new BufferedInputStream(stored, BUFFER));
            } else if (part.start() > 0 || part.end() < file.bytes()) {
                stored.seek(part.start());
                text = new RangeStream(stored, part.end() - part.start());
            }
            text = new UnchangedStream(text, configuration, file);
            return Charsets.isUtf8(charset) ? text : new TranscodingStream(text, charset);
        });
    }

    /** Opens all of a file's text, decompressed and in UTF-8. */
    public static InputStream text(Configuration configuration, SourceFile file, Charset charset) {
        return text(configuration, file, FilePart.whole(file), charset);
    }

    /** What reading a file ended in, as a problem for people. */
    public static UnreadableSourceException failure(SourceFile file, IOException cause) {
        if (cause instanceof UnsoundFileException fault) {
            return new UnreadableSourceException(file, fault.problem(), fault.remedy(), fault);
        }
        if (cause instanceof RemoteFileChangedException) {
            return changed(file);
        }
        if (cause instanceof FileNotFoundException || cause instanceof AccessDeniedException) {
            return new UnreadableSourceException(
                    file,
                    "is gone, or this user may not read it.",
                    "Check that it is still there and its permissions, then run again.",
                    cause);
        }
        if (isCompressed(file) && cause instanceof EOFException) {
            return new UnreadableSourceException(
                    file, "is cut off: its compressed data ends too early.", "Fetch it again.", cause);
        }
        if (isCompressed(file)) {
            return new UnreadableSourceException(
                    file,
                    "is damaged: " + cause.getMessage() + ".",
                    "Fetch it again; or say 'compression: none' where the file is not packed.",
                    cause);
        }
        return new UnreadableSourceException(
                file,
                "cannot be read to its end: " + cause.getMessage() + ".",
                "Check the disk or store that it lies on, then run again.",
                cause);
    }

    private static boolean isCompressed(SourceFile file) {
        return file.compression() != Compression.NONE;
    }

    /** The plain bytes of a packed file: of all its members, and nothing may stand behind the last. */
    private static InputStream decompressed(SourceFile file, InputStream stored) throws IOException {
        return switch (file.compression()) {
            case GZIP -> new GzipCompressorInputStream(stored, true);
            case BZIP2 -> new BZip2CompressorInputStream(stored, true);
            case NONE -> stored;
        };
    }

    /** The next bytes of a stream, and no more. */
    private static final class RangeStream extends FilterInputStream {
        private long left;

        RangeStream(InputStream in, long bytes) {
            super(in);
            this.left = bytes;
        }

        @Override
        public int read() throws IOException {
            int read = left > 0 ? super.read() : -1;
            left -= read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = left > 0 ? super.read(bytes, offset, (int) Math.min(length, left)) : -1;
            left -= Math.max(0, read);
            return read;
        }
    }

    /** Names the file in which reading failed, and checks at the end whether the file is still what was listed. */
    private static final class UnchangedStream extends FilterInputStream {
        private final Configuration configuration;
        private final SourceFile file;

        UnchangedStream(InputStream in, Configuration configuration, SourceFile file) {
            super(in);
            this.configuration = configuration;
            this.file = file;
        }

        @Override
        public int read() {
            try {
                return checked(super.read());
            } catch (IOException e) {
                throw failure(file, e);
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            try {
                return checked(super.read(bytes, offset, length));
            } catch (IOException e) {
                throw failure(file, e);
            }
        }

        private int checked(int read) {
            if (read < 0) {
                checkUnchanged(configuration, file);
            }
            return read;
        }
    }
}

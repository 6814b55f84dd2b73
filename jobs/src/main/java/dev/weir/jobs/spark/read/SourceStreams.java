package dev.weir.jobs.spark.read;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/** Opens files: stored bytes, or their text in UTF-8. */
final class SourceStreams {
    private static final int BUFFER = 1 << 16;

    private SourceStreams() {}

    /** Whether the file can be read in parts: its stored bytes are its text, and line ends are single bytes. */
    static boolean isSplittable(SourceFile file, Charset charset) {
        return !isCompressed(file) && Charsets.keepsLineEnds(charset);
    }

    /** Opens the stored bytes of a file that has not changed since it was listed. */
    static FSDataInputStream stored(Configuration configuration, SourceFile file) {
        try {
            Path path = new Path(file.path());
            FileSystem files = path.getFileSystem(configuration);
            FileStatus now = files.getFileStatus(path);
            if (now.getLen() != file.bytes() || now.getModificationTime() != file.modifiedMillis()) {
                throw new UnreadableSourceException(
                        file.path(),
                        "has changed since it was listed.",
                        "Let whatever writes it finish, under another name if it can, then run again.");
            }
            return files.open(path, BUFFER);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** Opens the text of a part of a file, decompressed and in UTF-8. */
    static InputStream text(Configuration configuration, SourceFile file, FilePart part, Charset charset) {
        FSDataInputStream stored = stored(configuration, file);
        try {
            InputStream text = stored;
            if (isCompressed(file)) {
                text = decompressed(configuration, file, stored);
            } else if (part.start() > 0 || part.end() < file.bytes()) {
                stored.seek(Math.max(0, part.start() - 1));
                text = new LineRangeStream(stored, part.start(), part.end());
            }
            text = Charsets.isUtf8(charset) ? text : new TranscodingStream(text, charset);
            return new NamedStream(text, file);
        } catch (IOException e) {
            closeAfter(stored, e);
            throw failure(file, e);
        }
    }

    static UnreadableSourceException failure(SourceFile file, IOException cause) {
        if (cause instanceof EOFException && isCompressed(file)) {
            return new UnreadableSourceException(
                    file.path(), "is cut off: its compressed data ends too early.", "Fetch it again.", cause);
        }
        if (cause instanceof ZipException) {
            return new UnreadableSourceException(
                    file.path(), "is corrupt: " + cause.getMessage() + ".", "Fetch it again.", cause);
        }
        if (cause instanceof FileNotFoundException) {
            return new UnreadableSourceException(
                    file.path(),
                    "is gone, or this user may not read it.",
                    "Check that it is still there and its permissions, then run again.",
                    cause);
        }
        return new UnreadableSourceException(
                file.path(),
                "cannot be read to its end: " + cause.getMessage() + ".",
                "Check the disk or store that it lies on, then run again.",
                cause);
    }

    private static void closeAfter(InputStream in, IOException failure) {
        try {
            in.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static boolean isCompressed(SourceFile file) {
        return isGzip(file) || file.path().toLowerCase(Locale.ROOT).endsWith(".bz2");
    }

    private static boolean isGzip(SourceFile file) {
        return file.path().toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    private static InputStream decompressed(Configuration configuration, SourceFile file, InputStream stored)
            throws IOException {
        if (isGzip(file)) {
            return new GZIPInputStream(new NeverDry(stored), BUFFER);
        }
        CompressionCodec codec = new CompressionCodecFactory(configuration).getCodecByName("bzip2");
        return codec.createInputStream(stored);
    }

    /**
     * Says that bytes are available until a read finds none. Gzip files may consist of several members, and the JDK
     * silently stops before the next one where a stream, as remote ones do, says that nothing is available yet.
     */
    private static final class NeverDry extends FilterInputStream {
        NeverDry(InputStream in) {
            super(in);
        }

        @Override
        public int available() {
            return 1;
        }
    }

    /** Says in which file reading failed. */
    private static final class NamedStream extends FilterInputStream {
        private final SourceFile file;

        NamedStream(InputStream in, SourceFile file) {
            super(in);
            this.file = file;
        }

        @Override
        public int read() {
            try {
                return super.read();
            } catch (IOException e) {
                throw failure(file, e);
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException e) {
                throw failure(file, e);
            }
        }
    }
}

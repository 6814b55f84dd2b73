package dev.weir.jobs.engine.read.file;

import java.util.Locale;

/** How a text file is packed. */
public enum Compression {
    NONE,
    GZIP,
    BZIP2;

    /** By a file's name. */
    static Compression byName(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        return name.endsWith(".gz") || name.endsWith(".bgz") ? GZIP : name.endsWith(".bz2") ? BZIP2 : NONE;
    }
}

package dev.weir.jobs.engine.read.parquet;

import dev.weir.jobs.engine.read.text.WellFormedUtf8;

/** Texts that files hold as bytes without saying that they are texts. Compiled plans call it; public for them only. */
public final class StoredText {

    private StoredText() {}

    /** Whether bytes are a text in UTF-8. */
    public static boolean isText(Object form, byte[] bytes) {
        return WellFormedUtf8.wellFormed(bytes, 0, bytes.length);
    }
}

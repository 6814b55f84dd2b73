package dev.weir.privacy.mask;

import java.nio.charset.StandardCharsets;

/** What a redaction puts in place of a value. */
public final class Redaction {

    private Redaction() {}

    /** The category's code in brackets, such as {@code [TEXT]}, in UTF-8. */
    public static byte[] constant(String category) {
        return ("[" + category + "]").getBytes(StandardCharsets.UTF_8);
    }
}

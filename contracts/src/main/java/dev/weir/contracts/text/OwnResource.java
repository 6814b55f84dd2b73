package dev.weir.contracts.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Files that Weir's jars bring. */
public final class OwnResource {

    private OwnResource() {}

    /** The text of one, in UTF-8. */
    public static String text(Class<?> user, String path) {
        return new String(bytes(user, path), StandardCharsets.UTF_8);
    }

    /**
     * The bytes of one.
     *
     * @param user a class of the jar that brings it
     * @param path such as {@code /weir.properties}
     */
    public static byte[] bytes(Class<?> user, String path) {
        try (InputStream file = user.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException(path + " is not in the jar");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " in the jar cannot be read", e);
        }
    }
}

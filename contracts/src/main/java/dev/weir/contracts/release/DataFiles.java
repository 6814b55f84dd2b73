package dev.weir.contracts.release;

import java.util.regex.Pattern;

/**
 * The data files that hold a table's rows, in sum.
 *
 * @param count how many
 * @param bytes their size together
 * @param sha256 of the list that names each with its own hash: the evidence object {@code files/<table>.json}, as its bytes
 *     stand, 64 lower-case hex digits
 */
public record DataFiles(int count, long bytes, String sha256) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public DataFiles {
        if (count < 0 || bytes < 0 || !SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException(count + " files of " + bytes + " bytes, SHA-256 " + sha256);
        }
    }
}

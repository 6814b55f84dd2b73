package dev.weir.contracts.text;

/**
 * A file of the workspace.
 *
 * @param path relative to the workspace, with forward slashes
 * @param sha256 of its bytes, 64 lower-case hex digits
 */
public record HashedFile(String path, String sha256) {

    public HashedFile {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("'" + sha256 + "' is no SHA-256");
        }
    }
}

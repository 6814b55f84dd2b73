package dev.weir.contracts.text;

/**
 * A file of the workspace.
 *
 * @param path relative to the workspace, with forward slashes
 * @param sha256 of its bytes, 64 lower-case hex digits
 */
public record HashedFile(String path, String sha256) {

    public HashedFile {
        Sha256.require(sha256);
    }
}
